using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Worker;
using Temporalio.Worker.Tuning;
using Temporalio.Workflows;

namespace Conformance.Tests.Clients;

/// <summary>A worker whose polls follow the load does all that comes, whatever advice the server gives.</summary>
public sealed class SdkScalingTests(SharedServers servers) : Behaviour(servers)
{
    private const int Runs = 20;

    [SkippableTheory, BothServers]
    public async Task Burst_WithPollsThatFollowTheLoad_IsDone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var client = new TemporalClient(c.Connection, new());
        var options = new TemporalWorkerOptions(c.Queue)
        {
            WorkflowTaskPollerBehavior = new PollerBehavior.Autoscaling(minimum: 1, maximum: 20, initial: 2),
            ActivityTaskPollerBehavior = new PollerBehavior.Autoscaling(minimum: 1, maximum: 20, initial: 1),
        };
        using var worker = new TemporalWorker(client, options.AddWorkflow<Doubling>().AddActivity(Double));
        await worker.ExecuteAsync(async () =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, Runs).Select(number => client.ExecuteWorkflowAsync(
                (Doubling wf) => wf.RunAsync(number), new($"{c.WorkflowId}-{number}", c.Queue))));
            Assert.Equal(Enumerable.Range(0, Runs).Select(number => 2 * number), results);
        });
    }

    [Activity]
    public static int Double(int number) => 2 * number;

    /// <summary>Has an activity double a number.</summary>
    [Workflow]
    public sealed class Doubling
    {
        [WorkflowRun]
        public Task<int> RunAsync(int number) => Workflow.ExecuteActivityAsync(
            () => Double(number),
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(1), DisableEagerActivityExecution = true });
    }
}
