using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Durability;

/// <summary>kill -9 of the server on a database file, with updates and resets.</summary>
public sealed class UpdateKillTests
{
    [SkippableTheory, BothServers]
    public Task AcceptedUpdate_SurvivesAKill_AndCompletes(ServerKind kind) => AcrossAKillAsync(
        kind,
        async c =>
        {
            await c.StartIdleAsync();
            var done = c.UpdateAsync("done");
            await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
            await done;
            var accepted = c.UpdateAsync("accepted", Stage.Accepted);
            await c.RespondAsync(Say.Accept(c, await c.PollAsync()));
            Assert.Equal(Stage.Accepted, (await accepted).Stage);
        },
        async c =>
        {
            Assert.NotNull((await c.PollUpdateAsync("done")).Outcome.Success);
            Assert.Equal(Stage.Accepted, (await c.PollUpdateAsync("accepted")).Stage);
            var outcome = c.PollUpdateAsync("accepted", Stage.Completed);
            await c.SignalAsync("go", execution: c.Current);
            await c.RespondAsync(Say.Complete(c, await c.PollAsync(), "accepted"));
            Assert.NotNull((await outcome).Outcome.Success);
        });

    [SkippableTheory, BothServers]
    public async Task UpdateOnAWrittenTask_ComesBackWithTheWorkersAnswer(ServerKind kind)
    {
        PollWorkflowTaskQueueResponse? task = null;
        await AcrossAKillAsync(
            kind,
            async c =>
            {
                await c.StartAsync();
                _ = Record.ExceptionAsync(() => c.UpdateAsync("u"));
                await c.UntilUpdateIsKnownAsync("u");
                task = await c.PollAsync();
                Assert.Equal("u", Assert.Single(task.Messages).ProtocolInstanceId);
            },
            async c =>
            {
                await c.RespondAsync(Say.AcceptAndComplete(c, task!));
                Assert.NotNull((await c.PollUpdateAsync("u")).Outcome.Success);
            });
    }

    [SkippableTheory, BothServers]
    public Task Reset_SurvivesAKill_WithTheUpdatesThatItAdmitted(ServerKind kind) => AcrossAKillAsync(
        kind,
        async c =>
        {
            await c.StartIdleAsync();
            var update = c.UpdateAsync("u");
            await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
            await update;
            await c.SignalAsync("s");
            await c.Rpc.ResetWorkflowExecutionAsync(new()
            {
                Namespace = Conversation.Namespace,
                WorkflowExecution = c.Execution,
                WorkflowTaskFinishEventId = 4,
                RequestId = "reset",
                Reason = "why",
            });
        },
        async c =>
        {
            Assert.Equal(
                [
                    EventType.WorkflowTaskFailed, EventType.WorkflowExecutionUpdateAdmitted,
                    EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
                ],
                (await c.HistoryAsync(c.Current)).Skip(3).Select(e => e.EventType));
            await c.CompleteAsync(await c.PollAsync(), Do.Complete());
            Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync(c.Current));
        });

    private static async Task AcrossAKillAsync(
        ServerKind kind, Func<Conversation, Task> before, Func<Conversation, Task> after)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var file = Path.Combine(folder.FullName, "server.db");
        var first = await ServerProcess.StartAsync(kind, new() { DatabaseFile = file });
        try
        {
            var c = new Conversation(await TemporalConnection.ConnectAsync(new(first.Address)));
            await before(c);
            await first.KillAsync();
            await using var second = await ServerProcess.StartAsync(
                kind, new() { DatabaseFile = file, Port = first.Port });
            await after(c);
        }
        finally
        {
            await first.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
