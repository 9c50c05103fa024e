using System.Globalization;
using Sdk.Tests.Worker.Real;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;
using Tests.Support;

namespace Sdk.Tests.Faults;

/// <summary>Whatever happens to the calls of a worker, it goes on, and nothing is lost.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Makes every kind of call that workers make: timers, activities with heartbeats and failures, queries.</summary>
    [Workflow]
    public class Errand
    {
        private int done;

        [WorkflowRun]
        public async Task<string> RunAsync(int steps)
        {
            var said = new List<string>();
            for (; done < steps; done++)
            {
                await Workflow.DelayAsync(10);
                said.Add(await Workflow.ExecuteActivityAsync(() => StepAsync(done), new()
                {
                    StartToCloseTimeout = TimeSpan.FromSeconds(3),
                    RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(50), BackoffCoefficient = 1 },
                }));
            }

            return string.Join(',', said);
        }

        [WorkflowQuery]
        public int Done() => done;

        [Activity]
        public static Task<string> StepAsync(int step)
        {
            ActivityExecutionContext.Current.Heartbeat(step);
            return ActivityExecutionContext.Current.Info.Attempt == 1 && step == 1
                ? throw new InvalidOperationException("the first attempt of the second step")
                : Task.FromResult(step.ToString(CultureInfo.InvariantCulture));
        }
    }

    [SkippableTheory]
    [InlineData("PollWorkflowTaskQueue")]
    [InlineData("PollActivityTaskQueue")]
    [InlineData("RespondWorkflowTaskCompleted")]
    [InlineData("RespondActivityTaskCompleted")]
    [InlineData("RespondActivityTaskFailed")]
    [InlineData("RecordActivityTaskHeartbeat")]
    [InlineData("RespondQueryTaskCompleted")]
    public async Task Call_MeetsEachFault_WorkerGoesOn(string rpc)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var server = await RealServer.SharedAsync();
        var faults = Enum.GetValues<Fault>().Where(fault => fault != Fault.None);

        // The first two calls of this kind of each worker.
        await Task.WhenAll(faults.Select(fault => ErrandAsync(
            server, (name, nth) => name == rpc && nth <= 2 ? fault : Fault.None)));
    }

    [SkippableTheory]
    [InlineData(20261125)]
    [InlineData(7)]
    public async Task Calls_ManyFaultsAtRandom_NothingIsLost(int seed)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var server = await RealServer.SharedAsync();
        var random = new Random(seed);
        var all = Enum.GetValues<Fault>();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ErrandAsync(
                server,
                (name, _) =>
                {
                    lock (random)
                    {
                        return name is "GetSystemInfo" or "DescribeNamespace" || random.Next(5) > 0
                            ? Fault.None
                            : all[random.Next(all.Length)];
                    }
                })));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Failed with seed {seed}", e);
        }
    }

    [SkippableFact]
    public async Task Connections_ThatTheServerSendsAway_AreReplaced()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);

        // A GOAWAY on each connection every second or so; what is under way may end.
        await using var server = await RealServer.StartAsync(
            new() { DynamicConfig = ["frontend.keepAliveMaxConnectionAge=\"1s\""] });
        await ErrandAsync(server, (_, _) => Fault.None, steps: 30, mustMeet: false);
    }

    private static async Task ErrandAsync(
        ServerProcess server, Func<string, int, Fault> choose, int steps = 3, bool mustMeet = true)
    {
        using var transport = new FaultyHandler(choose);
        var client = await TemporalClient.ConnectAsync(new(server.Address));
        var faulty = await TemporalClient.ConnectAsync(new(server.Address) { HttpHandler = transport });
        var queue = "queue-" + Guid.NewGuid().ToString("N");
        var options = new TemporalWorkerOptions(queue)
        {
            StickyQueueScheduleToStartTimeout = TimeSpan.FromSeconds(1),
        };
        await using var worker = new RunningWorker(new TemporalWorker(
            faulty, options.AddWorkflow<Errand>().AddActivity(Errand.StepAsync)));

        // Short timeouts: what a lost answer took with it comes back by them alone.
        var handle = await client.StartWorkflowAsync(
            (Errand e) => e.RunAsync(steps),
            new("errand-" + Guid.NewGuid().ToString("N"), queue) { TaskTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(string.Join(',', Enumerable.Range(0, steps)), await handle.GetResultAsync().WaitAsync(Limit));
        Assert.Equal(steps, await AskAsync(handle));
        Assert.False(worker.Execution.IsCompleted);
        Assert.True(!mustMeet || transport.Met.Keys.Any(fault => fault != Fault.None), "no call met a fault");
        await worker.StopAsync();
    }

    // Nobody repeats a question whose task was lost on its way but the one who asks.
    private static async Task<int> AskAsync(WorkflowHandle<Errand, string> handle)
    {
        while (true)
        {
            try
            {
                return await handle.QueryAsync(
                    e => e.Done(), new() { Rpc = new() { Timeout = TimeSpan.FromSeconds(5) } }).WaitAsync(Limit);
            }
            catch (RpcException e) when (e.Code == RpcException.StatusCode.DeadlineExceeded)
            {
                // Once more; the test as a whole has its limit.
            }
        }
    }
}
