using Spectre.Console;
using Spectre.Console.Rendering;

namespace DirectedExecution.Cli.Rendering;

/// <summary>Tables as plain as a terminal's own: columns, a line under the head, nothing cut off.</summary>
internal static class Tables
{
    public static Table Of(IAnsiConsole console, params string[] columns)
    {
        var border = console.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii2;
        var table = new Table { Border = border, UseSafeBorder = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)).PadLeft(0).PadRight(2));
        }

        return table;
    }

    public static void Row(this Table table, IAnsiConsole console, params string?[] cells) =>
        table.AddRow(cells.Select(cell => (IRenderable)new Text(Shown(console, cell))));

    public static void Line(this IAnsiConsole console, string text) =>
        console.Write(new Text(Shown(console, text) + "\n"));

    private static string Shown(IAnsiConsole console, string? text) =>
        text is null ? string.Empty : console.Profile.Capabilities.Unicode ? text : AsciiText.Of(text);
}
