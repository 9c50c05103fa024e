using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Worker;
using Workflows.Tests.Histories;
using Xunit.Abstractions;

namespace Workflows.Tests.Support;

/// <summary>Histories of runs: what is recorded once must replay for ever.</summary>
internal static partial class RecordedHistory
{
    /// <summary>
    /// A folder; when it is set, histories that are replayed are written there, to become golden ones. Their digests are
    /// added to digests.txt by hand, so that nothing is recorded anew without being seen.
    /// </summary>
    private const string Recording = "DIRECTED_RECORD_HISTORIES";

    /// <summary>
    /// Replays a history with an empty cache; gives the ledger entries that the code of today makes of it. Without the
    /// limit on the time that code may take: a replay here is judged by what it does.
    /// </summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReplayAsync(WorkflowHistory history)
    {
        var listening = new ListeningConverter();
        var options = new JsonSerializerOptions(DomainJson.Options);
        options.Converters.Add(listening);
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions
        {
            DebugMode = true,
            DataConverter = RunData.Converter with { PayloadConverter = new RunPayloadConverter(options) },
        }.AddWorkflow<DirectedRun>());
        await replayer.ReplayWorkflowAsync(history, throwOnReplayFailure: true);
        return listening.Heard;
    }

    /// <summary>Fetches a run's history, replays it with an empty cache, and says how long it is.</summary>
    public static async Task ReplaysAsync(TestRun run, string name, ITestOutputHelper output) =>
        await ReplaysAsync(await run.Handle.FetchHistoryAsync(), name, output);

    public static async Task ReplaysAsync(WorkflowHistory history, string name, ITestOutputHelper output)
    {
        output.WriteLine($"{name}: {history.Events.Count} events: " + string.Join(", ", history.Events
            .GroupBy(one => one.EventType.ToString(), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}"))));
        HistoryLedger.AssertSame(HistoryLedger.Of(history), await ReplayAsync(history));
        if (Environment.GetEnvironmentVariable(Recording) is { Length: > 0 } folder)
        {
            await WriteAsync(history, folder, name);
        }
    }

    // What is there is never written over: a later recording is another version.
    private static async Task WriteAsync(WorkflowHistory history, string folder, string name)
    {
        var version = 1;
        while (File.Exists(Path.Combine(folder, $"DirectedRun.{name}.v{version}.json")))
        {
            version++;
        }

        // Stack traces of failures name the folder of the checkout.
        var text = Identity().Replace(history.ToJson(), "0@recorded")
            .Replace(Checkout.Root, string.Empty, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, $"DirectedRun.{name}.v{version}.json"), text);
    }

    private sealed class RunPayloadConverter(JsonSerializerOptions options) : DefaultPayloadConverter(options);

    // Who worked on it, process and machine, stands in identities and in names of sticky queues.
    [GeneratedRegex(@"\d+@[A-Za-z0-9.\-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();
}
