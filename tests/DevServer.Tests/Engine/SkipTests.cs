using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>To where time may be skipped, and when it may not.</summary>
public sealed class SkipTests
{
    private readonly EngineBench bench = new();

    private DateTimeOffset? Target => bench.Call((engine, now) => engine.SkipTarget(null, 0, now));

    [Fact]
    public void Nothing_Target_IsTheWakeOfASleeperIfAny()
    {
        Assert.Null(Target);

        var wake = bench.Now.AddDays(1);
        Assert.Equal(wake, bench.Call((engine, now) => engine.SkipTarget(wake, 0, now)));
    }

    [Fact]
    public void WorkflowTask_ScheduledOrStarted_HoldsTheTime()
    {
        bench.Start();
        Assert.Null(Target);

        var task = bench.Poll();
        Assert.Null(Target);

        bench.Complete(task, Make.Timer("t", 1000));
        Assert.Equal(bench.Now.AddSeconds(1000), Target);
    }

    [Fact]
    public void Timer_Canceled_IsNoTarget()
    {
        bench.Start();
        bench.Work(Make.Timer("near", 10), Make.Timer("far", 1000));
        bench.Signal("s");
        bench.Work(Make.CancelTimer("near"));

        Assert.Equal(bench.Now.AddSeconds(1000), Target);
    }

    [Fact]
    public void Timeout_OfAClosedRun_IsNoTarget()
    {
        bench.Start(request => request.WorkflowRunTimeout = Make.Seconds(50));
        bench.Work(Make.Complete());

        // What is left is the end of its retention.
        Assert.Equal(bench.Now + TimeSpan.FromDays(1), Target);
    }

    [Fact]
    public void Activity_ThatLetsGo_HoldsNothing()
    {
        bench.Start();
        bench.Work(Make.Activity("a", wanted => wanted.HeartbeatTimeout = Make.Seconds(5)));
        bench.PollActivity();
        Assert.Equal(1, bench.Call((engine, now) => engine.ActivitiesUnderWay(now)));
        Assert.Equal(bench.Now.AddSeconds(5), bench.Call((engine, now) => engine.SkipTarget(null, 1, now)));
    }

    [Fact]
    public void Activity_WaitingOrStarted_HoldsTheTime()
    {
        bench.Start();
        bench.Work(Make.Activity("a", wanted => wanted.RetryPolicy = Make.Retry(attempts: 2, firstSeconds: 5)));
        Assert.Null(Target);

        var task = bench.PollActivity();
        Assert.Null(Target);

        bench.FailActivity(task);
        Assert.Equal(bench.Now.AddSeconds(5), Target);
    }

    [Fact]
    public void Query_Waiting_HoldsTheTime()
    {
        bench.Start();
        bench.Work(Make.Timer("t", 1000));
        var ticket = bench.Ticket<QueryWorkflowResponse>(_ => { });
        bench.Call((engine, now) => engine.Query(
            new QueryWorkflowRequest
            {
                Namespace = TestCatalog.Name,
                Execution = EngineBench.Execution(),
                Query = new WorkflowQuery { QueryType = "state" },
            },
            ticket,
            now));

        Assert.Null(Target);

        bench.Call((engine, _) => engine.Cancel(ticket));
        Assert.Equal(bench.Now.AddSeconds(1000), Target);
    }

    [Fact]
    public void Skipped_WaitingCalls_ExpireOnTheTimeOfTheirCallers()
    {
        var empty = 0;
        var poll = bench.Ticket<PollActivityTaskQueueResponse>(_ => empty++, seconds: 60);
        bench.Call((engine, now) => engine.PollActivityTask(
            new PollActivityTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new Temporalio.Api.TaskQueue.V1.TaskQueue { Name = EngineBench.Queue },
            },
            poll,
            now));

        bench.Call((engine, _) => engine.Skipped = TimeSpan.FromDays(30));
        bench.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, empty);

        bench.Advance(60);
        Assert.Equal(1, empty);
    }
}
