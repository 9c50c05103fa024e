namespace Temporalio.Runtime.Prometheus;

/// <summary>The official upper bounds of histograms, in milliseconds, by the name without its prefix.</summary>
internal static class PrometheusBuckets
{
    private static readonly double[] Others = [50, 100, 500, 1000, 2500, 10_000];

    private static readonly (string[] Names, double[] Bounds)[] Table =
    [
        (
            ["workflow_endtoend_latency"],
            [
                100, 500, 1000, 1500, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
                3_600_000, 30_600_000, 86_400_000,
            ]
        ),
        (
            ["workflow_task_execution_latency", "workflow_task_replay_latency"],
            [1, 10, 20, 50, 100, 200, 500, 1000]
        ),
        (["activity_execution_latency"], [50, 100, 500, 1000, 5000, 10_000, 60_000]),
        (
            ["workflow_task_schedule_to_start_latency", "activity_schedule_to_start_latency"],
            [100, 500, 1000, 5000, 10_000, 100_000, 1_000_000]
        ),
    ];

    public static IReadOnlyList<double> MillisecondsOf(string name) =>
        Table.FirstOrDefault(row => row.Names?.Contains(name, StringComparer.Ordinal) == true).Bounds ?? Others;
}
