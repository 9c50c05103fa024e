using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Conformance.Tests.Clients;

/// <summary>Workflow code knows the build id of the worker that ran the task, also when another one replays it.</summary>
public sealed class SdkBuildIdTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task CurrentBuildId_IsThatOfTheWorkerThatRanTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var client = new TemporalClient(c.Connection, new());
        var handle = await client.StartWorkflowAsync((Versioned wf) => wf.RunAsync(), new(c.WorkflowId, c.Queue));
        using (var first = Worker(client, c, "1.0"))
        {
            await first.ExecuteAsync(async () => Assert.Equal("1.0", await handle.QueryAsync(wf => wf.BuildId)));
        }

        await c.Rpc.ResetStickyTaskQueueAsync(new() { Namespace = Conversation.Namespace, Execution = c.Current });
        using var second = Worker(client, c, "1.1");
        await second.ExecuteAsync(async () =>
        {
            Assert.Equal("1.0", await handle.QueryAsync(wf => wf.BuildId));
            await handle.SignalAsync(wf => wf.GoAsync());
            Assert.Equal(["1.0", "1.1"], await handle.GetResultAsync());
            Assert.Equal("1.1", await handle.QueryAsync(wf => wf.BuildId));
        });
        var ids = (await handle.DescribeAsync()).TypedSearchAttributes.Get(SearchAttributeKey.CreateKeywordList("BuildIds"));
        Assert.Equal(["unversioned", "unversioned:1.0", "unversioned:1.1"], ids);

        // A replay by whoever else sees what was.
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { BuildId = "2" }.AddWorkflow<Versioned>());
        await replayer.ReplayWorkflowAsync(await handle.FetchHistoryAsync());
    }

    private static TemporalWorker Worker(TemporalClient client, Conversation c, string buildId) => new(
        client, new TemporalWorkerOptions(c.Queue) { BuildId = buildId }.AddWorkflow<Versioned>());

    /// <summary>Notes who runs it, before and after a signal; a replay that saw something else would set another timer.</summary>
    [Workflow]
    public sealed class Versioned
    {
        private bool goes;

        [WorkflowQuery]
        public string BuildId => Workflow.CurrentBuildId;

        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            var before = Workflow.CurrentBuildId;
            await Workflow.WaitConditionAsync(() => goes);
            var after = Workflow.CurrentBuildId;
            if (after != "2")
            {
                await Workflow.DelayAsync(TimeSpan.FromMilliseconds(1));
            }

            return [before, after];
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            goes = true;
            return Task.CompletedTask;
        }
    }
}
