using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>A worker says goodbye: its polls return, and no task goes to it any more.</summary>
public sealed class ShutdownTests
{
    private const string Leaving = "worker-1";
    private const string Staying = "worker-2";
    private const string Sticky = "sticky-1";

    private readonly EngineBench bench = new();

    [Fact]
    public void Goodbye_OpenPollsOfTheWorker_AreAnsweredEmptyAtOnce()
    {
        var workflow = PollWorkflow(Leaving);
        var activity = PollActivity(Leaving);
        SayGoodbye(new() { WorkerInstanceKey = Leaving });
        Assert.True(workflow.Reply!.TaskToken.IsEmpty);
        Assert.True(activity.Reply!.TaskToken.IsEmpty);
    }

    [Fact]
    public void Goodbye_TaskThatComesLater_GoesToTheWorkerThatStays()
    {
        PollWorkflow(Leaving);
        var staying = PollWorkflow(Staying);
        SayGoodbye(new() { WorkerInstanceKey = Leaving });
        Assert.Null(staying.Reply);
        bench.Start();
        Assert.Equal(3, staying.Reply!.StartedEventId);
    }

    [Fact]
    public void Goodbye_PollThatWasOnItsWay_IsAnsweredEmptyAndTakesNoTask()
    {
        SayGoodbye(new() { WorkerInstanceKey = Leaving });
        bench.Start();
        Assert.True(PollWorkflow(Leaving).Reply!.TaskToken.IsEmpty);
        Assert.Equal(3, PollWorkflow(Staying).Reply!.StartedEventId);
    }

    [Fact]
    public void Goodbye_LongAgo_IsForgotten()
    {
        SayGoodbye(new() { WorkerInstanceKey = Leaving });
        bench.Advance(61);
        Assert.Null(PollWorkflow(Leaving).Reply);
    }

    [Fact]
    public void Goodbye_OfTheStickyQueueAlone_ReturnsItsPollsAndNoOthers()
    {
        var sticky = PollWorkflow(string.Empty, Sticky);
        var normal = PollWorkflow(string.Empty);
        SayGoodbye(new() { StickyTaskQueue = Sticky });
        Assert.True(sticky.Reply!.TaskToken.IsEmpty);
        Assert.Null(normal.Reply);
    }

    [Fact]
    public void Goodbye_InAnotherNamespace_ChangesNothingHere()
    {
        var open = PollWorkflow(Leaving);
        bench.Refused(
            () => SayGoodbye(new() { Namespace = "other", WorkerInstanceKey = Leaving }),
            Temporalio.Protocol.Grpc.GrpcStatusCode.NotFound);
        Assert.Null(open.Reply);
    }

    private void SayGoodbye(ShutdownWorkerRequest request)
    {
        request.Namespace = request.Namespace.Length > 0 ? request.Namespace : TestCatalog.Name;
        bench.Call((engine, now) => engine.ShutdownWorker(request, now));
    }

    private Answer<PollWorkflowTaskQueueResponse> PollWorkflow(string worker, string queue = EngineBench.Queue)
    {
        var answer = new Answer<PollWorkflowTaskQueueResponse>();
        bench.Call((engine, now) => engine.PollWorkflowTask(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new TaskQueue
                {
                    Name = queue,
                    Kind = queue == Sticky ? TaskQueueKind.Sticky : TaskQueueKind.Normal,
                },
                WorkerInstanceKey = worker,
            },
            bench.Ticket<PollWorkflowTaskQueueResponse>(reply => answer.Reply = reply, seconds: 600),
            now));
        return answer;
    }

    private Answer<PollActivityTaskQueueResponse> PollActivity(string worker)
    {
        var answer = new Answer<PollActivityTaskQueueResponse>();
        bench.Call((engine, now) => engine.PollActivityTask(
            new PollActivityTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new TaskQueue { Name = EngineBench.Queue },
                WorkerInstanceKey = worker,
            },
            bench.Ticket<PollActivityTaskQueueResponse>(reply => answer.Reply = reply, seconds: 600),
            now));
        return answer;
    }

    private sealed class Answer<T>
        where T : class
    {
        public T? Reply { get; set; }
    }
}
