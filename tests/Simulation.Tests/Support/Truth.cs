using System.Diagnostics;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Domain.Steps;

namespace Simulation.Tests.Support;

/// <summary>What a careful human finds out about a doubtful action by looking at the target itself.</summary>
internal sealed class Truth(IncidentSite site)
{
    private static readonly TimeSpan StillRunning = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The effect that stands for each step being done once; flag changes are seen in the service's health.
    /// </summary>
    public static IReadOnlyDictionary<string, string> EffectOf { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["restart-service"] = "boot",
        ["release-quarantine"] = "quarantine-released",
        ["drain-dead-letters"] = "drain",
        ["reindex-search"] = "reindex-finished",
        ["refresh-metrics"] = "metrics-refreshed",
        ["place-probe-order"] = "order-placed",
    };

    /// <summary>Done or not; an action that may still be under way without its worker is given time to end.</summary>
    public async Task<bool> IsDoneAsync(Attempt attempt)
    {
        var watch = Stopwatch.StartNew();
        while (!await SeenAsync(attempt))
        {
            if (watch.Elapsed > StillRunning)
            {
                return false;
            }

            await Task.Delay(Look);
        }

        return true;
    }

    private async Task<bool> SeenAsync(Attempt attempt)
    {
        if (EffectOf.TryGetValue(attempt.Step.Value, out var kind))
        {
            var effects = await site.EffectsAsync(CancellationToken.None);
            return effects.Any(effect => effect.Kind == kind && effect.Key == attempt.IdempotencyKey);
        }

        var health = await site.HealthAsync(CancellationToken.None);
        return attempt.Step.Value switch
        {
            "hold-intake" => health.Intake == "held",
            "disable-bad-release" => health.OrderPipeline == "v1",
            "open-intake" => health.Intake == "open",
            _ => throw new InvalidOperationException($"Nobody knows how to look at {attempt.Step}."),
        };
    }
}
