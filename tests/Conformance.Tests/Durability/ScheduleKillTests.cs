using Conformance.Tests.Dialogue;
using Conformance.Tests.Schedules;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace Conformance.Tests.Durability;

/// <summary>kill -9 of the server while a schedule acts: it goes on where it was, and makes up for the time between.</summary>
public sealed class ScheduleKillTests
{
    [SkippableTheory, BothServers]
    public async Task Schedule_AcrossAKill_HasARunForEachOfItsTimes(ServerKind kind)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var file = Path.Combine(folder.FullName, "server.db");
        var first = await ServerProcess.StartAsync(kind, new() { DatabaseFile = file });
        try
        {
            var c = new Conversation(await TemporalConnection.ConnectAsync(new(first.Address)));
            await c.CreateScheduleAsync(request =>
            {
                request.Schedule.Spec = ScheduleTalk.Every(1);
                request.Schedule.Policies = new() { OverlapPolicy = ScheduleOverlapPolicy.AllowAll };
            });
            var before = (await c.UntilActionsAsync(2)).Info.RecentActions[0].ScheduleTime.ToDateTime();
            await first.KillAsync();
            await using var second = await ServerProcess.StartAsync(
                kind, new() { DatabaseFile = file, Port = first.Port });
            var after = new Conversation(await TemporalConnection.ConnectAsync(new(second.Address)));
            var asked = DateTime.UtcNow;

            // One of each second up to the second life, also of those without a server. Listed in no order officially.
            await Eventually.IsAsync(
                async () => await RunsAsync(after, c) is var runs && runs.Any(time => time > asked) &&
                    runs.Where(time => time >= before).Order().ToList() is var times &&
                    times.SequenceEqual(times.Select((_, second) => before.AddSeconds(second))),
                "a run of each second");
        }
        finally
        {
            await first.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The times that the runs of a schedule stand for, as their ids tell.</summary>
    private static async Task<List<DateTime>> RunsAsync(Conversation on, Conversation of)
    {
        var found = await on.Rpc.ListWorkflowExecutionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Query = $"TemporalScheduledById = '{of.WorkflowId}'",
        });
        return
        [
            .. found.Executions.Select(run => DateTime.Parse(
                run.Execution.WorkflowId[(of.Job().Length + 1)..],
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AdjustToUniversal)),
        ];
    }
}
