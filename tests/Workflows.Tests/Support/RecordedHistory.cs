using System.Globalization;
using System.Text.RegularExpressions;
using DirectedExecution.Workflows;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Common;
using Temporalio.Worker;
using Xunit.Abstractions;

namespace Workflows.Tests.Support;

/// <summary>Histories of runs: what is recorded once must replay for ever.</summary>
internal static partial class RecordedHistory
{
    /// <summary>A folder; when it is set, histories that are replayed are written there, to become golden ones.</summary>
    private const string Recording = "DIRECTED_RECORD_HISTORIES";

    public static Task ReplayAsync(WorkflowHistory history) => new WorkflowReplayer(
        new WorkflowReplayerOptions { DataConverter = RunData.Converter }.AddWorkflow<DirectedRun>())
        .ReplayWorkflowAsync(history, throwOnReplayFailure: true);

    /// <summary>Fetches a run's history, replays it with an empty cache, and says how long it is.</summary>
    public static async Task ReplaysAsync(TestRun run, string name, ITestOutputHelper output)
    {
        var history = await run.Handle.FetchHistoryAsync();
        output.WriteLine($"{name}: {history.Events.Count} events: " + string.Join(", ", history.Events
            .GroupBy(one => one.EventType.ToString(), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}"))));
        await ReplayAsync(history);
        if (Environment.GetEnvironmentVariable(Recording) is { Length: > 0 } folder)
        {
            var text = Identity().Replace(history.ToJson(), "0@recorded");
            await File.WriteAllTextAsync(Path.Combine(folder, $"DirectedRun.{name}.v1.json"), text);
        }
    }

    // Who worked on it, process and machine, stands in identities and in names of sticky queues.
    [GeneratedRegex(@"\d+@[A-Za-z0-9.\-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();
}
