using System.Globalization;

namespace IncidentService;

/// <summary>The command line: a verb and named values.</summary>
internal sealed record CommandArguments
{
    public const string Usage = """
        usage: IncidentService seed    --data DIR
               IncidentService serve   --data DIR --url http://127.0.0.1:PORT [--orders-per-second N]
               IncidentService reindex --data DIR [--batch-pause-ms N]
               IncidentService effects --data DIR
        """;

    private static readonly string[] Verbs = ["seed", "serve", "reindex", "effects"];

    public required string Verb { get; init; }

    public required DataFolder Data { get; init; }

    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Orders that customers place per second while the intake is open.</summary>
    public int OrdersPerSecond { get; init; } = 4;

    public TimeSpan BatchPause { get; init; } = TimeSpan.FromMilliseconds(50);

    public static CommandArguments? Parse(string[] args)
    {
        if (args.Length % 2 == 0 || !Verbs.Contains(args[0], StringComparer.Ordinal))
        {
            return null;
        }

        var parsed = new CommandArguments { Verb = args[0], Data = new DataFolder(string.Empty) };
        for (var index = 1; index < args.Length; index += 2)
        {
            var next = parsed.With(args[index], args[index + 1]);
            if (next is null)
            {
                return null;
            }

            parsed = next;
        }

        return parsed.Data.Path.Length == 0 ? null : parsed;
    }

    private CommandArguments? With(string name, string value) => name switch
    {
        "--data" => this with { Data = new DataFolder(Path.GetFullPath(value)) },
        "--url" => this with { Url = value },
        "--orders-per-second" when Number(value) is { } rate => this with { OrdersPerSecond = rate },
        "--batch-pause-ms" when Number(value) is { } pause =>
            this with { BatchPause = TimeSpan.FromMilliseconds(pause) },
        _ => null,
    };

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
