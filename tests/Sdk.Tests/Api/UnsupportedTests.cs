using Microsoft.Extensions.DependencyInjection;
using Sdk.Tests.Client;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Api;

/// <summary>
/// What compiles and is not there says so, and what to do instead: nobody waits for an operation that never happens.
/// </summary>
public sealed class UnsupportedTests
{
    private static readonly StartActivityOptions Start = new("id", "queue")
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(1),
    };

    public static TheoryData<string, Func<ITemporalClient, Task>> ClientCalls => new()
    {
        { "start by lambda", client => client.StartActivityAsync(() => ActAsync(), Start) },
        { "start by lambda with a result", client => client.StartActivityAsync(() => GetAsync(), Start) },
        { "start by name", client => client.StartActivityAsync("Act", [], Start) },
        { "execute by lambda", client => client.ExecuteActivityAsync(() => ActAsync(), Start) },
        { "execute by lambda with a result", client => client.ExecuteActivityAsync(() => GetAsync(), Start) },
        { "execute by name", client => client.ExecuteActivityAsync("Act", [], Start) },
        { "execute by name with a result", client => client.ExecuteActivityAsync<int>("Act", [], Start) },
        { "result", client => client.GetActivityHandle("id").GetResultAsync() },
        { "typed result", client => client.GetActivityHandle<int>("id").GetResultAsync() },
        { "describe", client => client.GetActivityHandle("id").DescribeAsync() },
        { "cancel", client => client.GetActivityHandle("id").CancelAsync() },
        { "terminate", client => client.GetActivityHandle("id").TerminateAsync() },
        { "list", async client => await client.ListActivitiesAsync(string.Empty).GetAsyncEnumerator().MoveNextAsync() },
        { "page", client => client.ListActivitiesPaginatedAsync(string.Empty, null) },
        { "count", client => client.CountActivitiesAsync(string.Empty) },
        {
            "set build ids",
            client => client.UpdateWorkerBuildIdCompatibilityAsync("q", new BuildIdOp.AddNewDefault("1"))
        },
        { "get build ids", client => client.GetWorkerBuildIdCompatibilityAsync("q") },
        { "reachability", client => client.GetWorkerTaskReachabilityAsync(["1"], []) },
    };

    [Theory]
    [MemberData(nameof(ClientCalls))]
    public async Task Client_OperationThatIsNotThere_SaysSoBeforeAnyCall(string what, Func<ITemporalClient, Task> call)
    {
        var service = new FakeWorkflowService();
        var client = new TemporalClient(new FakeConnection(service), new());

        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => call(client));

        Assert.True(thrown.Message.Contains("not supported by this SDK: ", StringComparison.Ordinal), what);
        Assert.Empty(service.Requests);
    }

    public static TheoryData<string, Action> WorkflowCalls => new()
    {
        { "Nexus by name", () => Workflow.CreateNexusWorkflowClient("service", "endpoint") },
        { "Nexus by type", () => Workflow.CreateNexusWorkflowClient<IDisposable>("endpoint") },
        { "signal with start", () => Workflow.SignalWithStartWorkflowAsync("W", [], "s", [], new("id", "queue")) },
        {
            "signal with start by lambdas",
            () => Workflow.SignalWithStartWorkflowAsync(
                (IJob job) => job.RunAsync(), job => job.SignalAsync(), new("id", "queue"))
        },
        {
            "signal with start, workflow by lambda",
            () => Workflow.SignalWithStartWorkflowAsync((IJob job) => job.RunAsync(), "s", [], new("id", "queue"))
        },
        {
            "signal with start, signal by lambda",
            () => Workflow.SignalWithStartWorkflowAsync("W", [], (IJob job) => job.SignalAsync(), new("id", "queue"))
        },
        { "service of a worker", () => new TemporalWorkerOptions("queue").AddNexusService(new object()) },
        { "service of a plugin", () => new SimplePluginOptions().AddNexusService(new object()) },
        { "singleton service", () => Hosted().AddSingletonNexusService<object>() },
        { "scoped service", () => Hosted().AddScopedNexusService<object>() },
        { "transient service", () => Hosted().AddTransientNexusService<object>() },
        { "applied service", () => Hosted().ApplyNexusService<object>() },
    };

    [Theory]
    [MemberData(nameof(WorkflowCalls))]
    public void Workflow_OperationThatIsNotThere_SaysSo(string what, Action call)
    {
        var thrown = Assert.Throws<NotSupportedException>(call);

        Assert.True(thrown.Message.Contains("not supported by this SDK: ", StringComparison.Ordinal), what);
    }

    [Workflow]
    public interface IJob
    {
        [WorkflowRun]
        Task<int> RunAsync();

        [WorkflowSignal]
        Task SignalAsync();
    }

    [Temporalio.Activities.Activity]
    private static Task ActAsync() => Task.CompletedTask;

    [Temporalio.Activities.Activity]
    private static Task<int> GetAsync() => Task.FromResult(1);

    private static ITemporalWorkerServiceOptionsBuilder Hosted() =>
        new ServiceCollection().AddHostedTemporalWorker("queue");
}
