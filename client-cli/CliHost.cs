using System.Globalization;
using System.Text;
using DirectedExecution.Cli.Connection;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Lead;
using DirectedExecution.Cli.Settings;

namespace DirectedExecution.Cli;

/// <summary>All that the command line touches of the machine, so that a test can run it in-process.</summary>
internal sealed record CliHost
{
    private const int WidthWithoutTerminal = 160;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>Where a live screen can be shown and single keys can be read; null elsewhere.</summary>
    public ITerminal? Terminal { get; init; }

    /// <summary>The reader has a screen that shows the run as it stands: an answer need not repeat it.</summary>
    public bool IsInsideScreen { get; init; }

    /// <summary>Columns to wrap at.</summary>
    public int Width { get; init; } = WidthWithoutTerminal;

    /// <summary>Whether more than ASCII may be printed.</summary>
    public bool Unicode { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>Relative paths start here.</summary>
    public required string Folder { get; init; }

    public required string OsUser { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How the runs on a server are reached.</summary>
    public Func<CliSettings, CancellationToken, Task<IRunGateway>> Connect { get; init; } = TemporalLink.GatewayAsync;

    public Func<string> NewId { get; init; } = () => Guid.NewGuid().ToString("n");

    public static CliHost OfThisProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        if (!terminal)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return new CliHost
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            OutIsTerminal = terminal && Environment.GetEnvironmentVariable("TERM") != "dumb",
            InIsTerminal = !Console.IsInputRedirected,
            Terminal = IsScreen(terminal)
                ? new ConsoleTerminal(color: string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
                : null,
            Width = WidthOf(terminal),
            Unicode = Console.OutputEncoding.WebName.StartsWith("utf", StringComparison.OrdinalIgnoreCase),
            Variable = Environment.GetEnvironmentVariable,
            Folder = Environment.CurrentDirectory,
            OsUser = Environment.UserName,
        };
    }

    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    private static bool IsScreen(bool terminal) =>
        terminal && !Console.IsInputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int WidthOf(bool terminal)
    {
        var asked = Environment.GetEnvironmentVariable("COLUMNS");
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 20)
        {
            return columns;
        }

        return terminal && Console.WindowWidth > 20 ? Console.WindowWidth : WidthWithoutTerminal;
    }
}
