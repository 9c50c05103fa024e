using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace Conformance.Tests.Durability;

/// <summary>kill -9 of the server on a database file: what was acknowledged is there afterwards.</summary>
public sealed class KillTests
{
    [SkippableTheory, BothServers]
    public async Task AcknowledgedStartSignalsAndTokens_SurviveAKill(ServerKind kind)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var file = Path.Combine(folder.FullName, "server.db");
        var first = await ServerProcess.StartAsync(kind, new() { DatabaseFile = file });
        try
        {
            var c = new Conversation(await TemporalConnection.ConnectAsync(new(first.Address)));
            await c.StartAsync();
            await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c), Do.Timer("t", 1));
            var activity = await c.PollActivityAsync();
            for (var i = 0; i < 20; i++)
            {
                await c.SignalAsync($"s{i}");
            }

            await first.KillAsync();
            await using var second = await ServerProcess.StartAsync(
                kind, new() { DatabaseFile = file, Port = first.Port });
            var after = new Conversation(await TemporalConnection.ConnectAsync(new(second.Address)));
            await after.CompleteActivityAsync(activity);
            var events = await after.HistoryAsync(c.Execution);
            Assert.Equal(
                Enumerable.Range(0, 20).Select(i => $"s{i}"),
                events.Where(e => e.EventType == EventType.WorkflowExecutionSignaled)
                    .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
            Assert.Contains(events, e => e.EventType == EventType.ActivityTaskCompleted);
            var waited = System.Diagnostics.Stopwatch.StartNew();
            while (!(await after.HistoryAsync(c.Execution)).Any(e => e.EventType == EventType.TimerFired))
            {
                Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "the timer that was due while the server was down did not fire");
                await Task.Delay(50);
            }
        }
        finally
        {
            await first.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
