using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Worker.Real;

/// <summary>Tasks that come with answers, on the reference server.</summary>
public sealed class EagerTests
{
    [Workflow]
    public class TwoSteps
    {
        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(20) };
            var both = await Workflow.WhenAllAsync(
                Workflow.ExecuteActivityAsync(() => Double(1), options), Workflow.ExecuteActivityAsync(() => Double(2), options));
            return both.Sum();
        }

        [Activity]
        public static int Double(int x) => 2 * x;
    }

    [SkippableFact]
    public async Task Activities_WorkerDoesNotPollForThem_ComeWithTheAnswer()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        await using var server = await RealServer.StartAsync(
            new() { DynamicConfig = ["system.enableActivityEagerExecution=true"] });
        var run = await RealRun.ConnectAsync(server);

        // One activity a minute by polling: both can only have come with the answer to the workflow task.
        await run.WithWorkerAsync(
            o => o.AddWorkflow<TwoSteps>().AddActivity(TwoSteps.Double).MaxActivitiesPerSecond = 1.0 / 60,
            async () =>
            {
                var handle = await run.Client.StartWorkflowAsync((TwoSteps w) => w.RunAsync(), run.Options());
                Assert.Equal(6, await handle.GetResultAsync());
            });
    }

    [SkippableFact]
    public async Task Start_WithAWorkerOfTheSameConnection_BringsTheFirstTask()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => o.AddWorkflow<TwoSteps>().AddActivity(TwoSteps.Double), async () =>
        {
            // Only a worker that has begun can be found.
            await run.Client.ExecuteWorkflowAsync((TwoSteps w) => w.RunAsync(), run.Options());
            var options = run.Options();
            options.RequestEagerStart = true;
            var handle = await run.Client.StartWorkflowAsync((TwoSteps w) => w.RunAsync(), options);
            Assert.Equal(6, await handle.GetResultAsync());
            var started = await RealRun.EventAsync(handle, EventType.WorkflowExecutionStarted);
            Assert.True(started.WorkflowExecutionStartedEventAttributes.EagerExecutionAccepted);
        });
    }
}
