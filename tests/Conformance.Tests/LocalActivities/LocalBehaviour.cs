using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace Conformance.Tests.LocalActivities;

/// <summary>Base of the behaviours of local activities, which need a whole worker.</summary>
public abstract class LocalBehaviour(SharedServers servers) : Behaviour(servers)
{
    /// <summary>How long a workflow task that waits for a local activity is held is a part of this.</summary>
    protected static readonly TimeSpan ShortTask = TimeSpan.FromSeconds(1);

    /// <summary>Gets what is carried out.</summary>
    protected LocalWork Work { get; } = new();

    private protected static Task<WorkflowHandle<LocalCaller, string>> StartAsync(
        Conversation c, TimeSpan? taskTimeout, double thresholdSeconds, params string[] activities) =>
        new TemporalClient(c.Connection, new()).StartWorkflowAsync(
            (LocalCaller wf) => wf.RunAsync(activities, thresholdSeconds),
            new(c.WorkflowId, c.Queue) { TaskTimeout = taskTimeout });

    private protected async Task WithWorkerAsync(Conversation c, Func<Task> use)
    {
        var options = new TemporalWorkerOptions(c.Queue).AddWorkflow<LocalCaller>().AddAllActivities(Work);
        using var worker = new TemporalWorker(new TemporalClient(c.Connection, new()), options);
        await worker.ExecuteAsync(use);
    }

    private protected static async Task<EventType[]> TypesAsync(Conversation c) =>
        [.. (await c.HistoryAsync(c.Current)).Select(e => e.EventType)];

    // What is in the history goes on with the same code, and carries nothing out.
    private protected async Task ReplayAsync(WorkflowHandle handle)
    {
        var before = Work.Begun;
        await new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<LocalCaller>())
            .ReplayWorkflowAsync(await handle.FetchHistoryAsync());
        Assert.Equal(before, Work.Begun);
    }
}
