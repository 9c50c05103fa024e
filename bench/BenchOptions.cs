using System.Globalization;

namespace DirectedExecution.Bench;

/// <summary>How much is measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>How often each server takes its turn. Default 3.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Database files instead of memory. Default false.</summary>
    public bool IsDurable { get; init; }

    /// <summary>
    /// Entries that one run is to have; null for the usual figures. Then one run on each server is all that is measured.
    /// </summary>
    public int? Entries { get; init; }

    /// <summary>
    /// Runs that are open at once while a worker is replaced; null for the usual figures. Then that is all.
    /// </summary>
    public int? Runs { get; init; }

    /// <summary>The one server to measure; null for all that are there.</summary>
    public string? Only { get; init; }

    /// <summary>Directives of one round.</summary>
    public int Directives { get; init; } = 200;

    /// <summary>One-activity workflows of one round.</summary>
    public int Workflows { get; init; } = 400;

    /// <summary>How many of them are under way at once.</summary>
    public int Concurrency { get; init; } = 40;

    public IEnumerable<string> Servers => BenchServer.Available.Where(server => Only is null || server == Only);

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--durable" => options with { IsDurable = true },
                "--rounds" when i + 1 < args.Length => options with { Rounds = Number(args[++i]) },
                "--entries" when i + 1 < args.Length => options with { Entries = Number(args[++i]) },
                "--runs" when i + 1 < args.Length => options with { Runs = Number(args[++i]) },
                "--only" when i + 1 < args.Length && BenchServer.Available.Contains(args[i + 1]) =>
                    options with { Only = args[++i] },
                var unknown => throw new ArgumentException($"'{unknown}' is none of --rounds N, --durable, --entries N, --runs N, --only SERVER."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
