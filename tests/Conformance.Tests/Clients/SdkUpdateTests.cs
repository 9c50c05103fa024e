using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Conformance.Tests.Clients;

/// <summary>The project's own client and worker against each server: with a cache, and replaying before every task.</summary>
public sealed class SdkUpdateTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public Task Updates_WithACache_AreAnsweredAndRejected(ServerKind kind) => RunAsync(kind, cached: 100);

    [SkippableTheory, BothServers]
    public Task Updates_WithoutACache_AreAnsweredAndRejected(ServerKind kind) => RunAsync(kind, cached: 0);

    [SkippableTheory, BothServers]
    public async Task Reset_BringsUpdatesAndSignalsAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var client = new TemporalClient(c.Connection, new());
        using var worker = Worker(client, c, cached: 100);
        await worker.ExecuteAsync(async () =>
        {
            var handle = await StartAsync(client, c);
            Assert.Equal(3, await handle.ExecuteUpdateAsync(wf => wf.AddAsync(3)));
            await handle.SignalAsync(wf => wf.NoteAsync(4));
            await Eventually.IsAsync(async () => await handle.QueryAsync(wf => wf.Sum) == 7, "the signal is seen");
            await c.Rpc.ResetWorkflowExecutionAsync(new()
            {
                Namespace = Conversation.Namespace,
                WorkflowExecution = c.Current,
                WorkflowTaskFinishEventId = 4,
                Reason = "once more",
                RequestId = Guid.NewGuid().ToString(),
            });
            var again = client.GetWorkflowHandle<Adding>(c.WorkflowId);
            await Eventually.IsAsync(async () => await again.QueryAsync(wf => wf.Sum) == 7, "both are told again");
            await again.SignalAsync(wf => wf.EndAsync());
            Assert.Equal(7, await client.GetWorkflowHandle<Adding, int>(c.WorkflowId).GetResultAsync());
        });
    }

    private async Task RunAsync(ServerKind kind, int cached)
    {
        var c = await WithAsync(kind);
        var client = new TemporalClient(c.Connection, new());
        using var worker = Worker(client, c, cached);
        await worker.ExecuteAsync(async () =>
        {
            var handle = await StartAsync(client, c);
            Assert.Equal(3, await handle.ExecuteUpdateAsync(wf => wf.AddAsync(3)));
            await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
                () => handle.ExecuteUpdateAsync(wf => wf.AddAsync(-1)));
            await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
                () => handle.ExecuteUpdateAsync(wf => wf.AddAsync(-2)));
            Assert.Equal(8, await handle.ExecuteUpdateAsync(wf => wf.AddAsync(5)));
            await handle.SignalAsync(wf => wf.EndAsync());
            Assert.Equal(8, await handle.GetResultAsync());
        });
        Assert.Equal(2, (await c.HistoryAsync(c.Current)).Count(
            e => e.EventType == EventType.WorkflowExecutionUpdateCompleted));
    }

    private static TemporalWorker Worker(TemporalClient client, Conversation c, int cached) => new(
        client, new TemporalWorkerOptions(c.Queue) { MaxCachedWorkflows = cached }.AddWorkflow<Adding>());

    private static Task<WorkflowHandle<Adding, int>> StartAsync(TemporalClient client, Conversation c) =>
        client.StartWorkflowAsync((Adding wf) => wf.RunAsync(), new(c.WorkflowId, c.Queue));

    /// <summary>Adds numbers, with a timer in between, until it is told to end.</summary>
    [Workflow]
    public sealed class Adding
    {
        private bool isOver;

        [WorkflowQuery]
        public int Sum { get; private set; }

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isOver);
            return Sum;
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int number)
        {
            if (number < 0)
            {
                throw new ApplicationFailureException("only upwards");
            }
        }

        [WorkflowUpdate]
        public async Task<int> AddAsync(int number)
        {
            await Workflow.DelayAsync(TimeSpan.FromMilliseconds(10));
            Sum += number;
            return Sum;
        }

        [WorkflowSignal]
        public Task NoteAsync(int number)
        {
            Sum += number;
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            isOver = true;
            return Task.CompletedTask;
        }
    }
}
