using System.Globalization;

namespace DirectedExecution.Bench;

/// <summary>How much is measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>How often each server takes its turn. Default 3.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Database files instead of memory. Default false.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Directives of one round.</summary>
    public int Directives { get; init; } = 200;

    /// <summary>One-activity workflows of one round.</summary>
    public int Workflows { get; init; } = 400;

    /// <summary>How many of them are under way at once.</summary>
    public int Concurrency { get; init; } = 40;

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--durable" => options with { IsDurable = true },
                "--rounds" when i + 1 < args.Length => options with
                {
                    Rounds = int.Parse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture),
                },
                var unknown => throw new ArgumentException($"'{unknown}' is none of --rounds N, --durable."),
            };
        }

        return options;
    }
}
