using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Polls that wait, histories that wait, and their pages.</summary>
public sealed class WaitingTests
{
    private readonly EngineBench bench = new();
    private GetWorkflowExecutionHistoryResponse? reply;

    [Fact]
    public void Poll_Waiting_IsServedByTheStart()
    {
        PollWorkflowTaskQueueResponse? task = null;
        PollWorkflow(answer => task = answer);
        Assert.Null(task);
        bench.Start();
        Assert.Equal(3, task!.StartedEventId);
        Assert.Null(bench.TryPoll());
    }

    [Fact]
    public void Poll_Cancelled_DoesNotSwallowTheTask()
    {
        PollWorkflowTaskQueueResponse? first = null;
        PollWorkflowTaskQueueResponse? second = null;
        var gone = PollWorkflow(answer => first = answer);
        bench.Call((engine, _) => engine.Cancel(gone));
        PollWorkflow(answer => second = answer);
        bench.Start();
        Assert.Null(first);
        Assert.NotNull(second);
    }

    [Fact]
    public void Poll_NothingComes_IsAnsweredEmpty()
    {
        PollWorkflowTaskQueueResponse? task = null;
        PollWorkflow(answer => task = answer);
        bench.Advance(60);
        Assert.True(task!.TaskToken.IsEmpty);
    }

    [Fact]
    public void Backlog_WithoutPollers_IsServedInOrder()
    {
        foreach (var id in (string[])["one", "two", "three"])
        {
            bench.Start(request => request.WorkflowId = id);
        }

        var queue = bench.Call((engine, now) => engine.DescribeTaskQueue(
            new TestCatalog().GetNamespace(TestCatalog.Name).Id, EngineBench.Queue, TaskQueueType.Workflow, now));
        Assert.Equal(3, queue.BacklogCount);
        Assert.Equal(
            ["one", "two", "three"], Enumerable.Range(0, 3).Select(_ => bench.Poll().WorkflowExecution.WorkflowId));
    }

    [Fact]
    public void Backlog_HigherPriority_GoesFirst()
    {
        bench.Start(request => request.WorkflowId = "normal");
        bench.Start(request =>
        {
            request.WorkflowId = "urgent";
            request.Priority = new() { PriorityKey = 1 };
        });
        Assert.Equal("urgent", bench.Poll().WorkflowExecution.WorkflowId);
    }

    [Fact]
    public void History_WaitForClose_IsExactlyTheCloseEvent()
    {
        bench.Start();
        Get(wait: true, HistoryEventFilterType.CloseEvent);
        Assert.Null(reply);
        bench.Work(Make.Complete());
        Assert.Equal(5, Assert.Single(reply!.History.Events).EventId);
        Assert.True(reply.NextPageToken.IsEmpty);
    }

    [Fact]
    public void History_WaitForCloseInVain_IsATokenToComeBackWith()
    {
        bench.Start();
        Get(wait: true, HistoryEventFilterType.CloseEvent, seconds: 20);
        bench.Advance(20);
        Assert.Empty(reply!.History.Events);
        var token = reply.NextPageToken;
        Assert.False(token.IsEmpty);
        reply = null;
        Get(wait: true, HistoryEventFilterType.CloseEvent, token: token);
        bench.Terminate();
        Assert.Equal(EventType.WorkflowExecutionTerminated, reply!.History.Events.Single().EventType);
    }

    [Fact]
    public void History_WaitForAll_GoesOnUntilTheClose()
    {
        bench.Start();
        Get(wait: true);
        Assert.Equal(2, reply!.History.Events.Count);
        var token = reply.NextPageToken;
        reply = null;
        Get(wait: true, token: token);
        Assert.Null(reply);
        bench.Terminate();
        Assert.Equal(3, Assert.Single(reply!.History.Events).EventId);
        Assert.True(reply.NextPageToken.IsEmpty);
    }

    [Fact]
    public void History_CloseWithoutWait_IsEmptyWhileRunning()
    {
        bench.Start();
        Get(wait: false, HistoryEventFilterType.CloseEvent);
        Assert.Empty(reply!.History.Events);
        Assert.True(reply.NextPageToken.IsEmpty);
    }

    [Fact]
    public void History_Pages_CoverEveryEventOnce()
    {
        bench.Start();
        bench.Work(Make.Marker(), Make.Marker(), Make.Complete());
        var seen = new List<long>();
        var token = ByteString.Empty;
        do
        {
            Get(wait: false, token: token, size: 2);
            seen.AddRange(reply!.History.Events.Select(read => read.EventId));
            token = reply.NextPageToken;
        }
        while (!token.IsEmpty);

        Assert.Equal(Enumerable.Range(1, 7).Select(id => (long)id), seen);
    }

    [Fact]
    public void HistoryReverse_Pages_AreTheMirror()
    {
        bench.Start();
        bench.Work(Make.Marker(), Make.Marker(), Make.Complete());
        var seen = new List<long>();
        var token = ByteString.Empty;
        do
        {
            var page = bench.Call((engine, now) => engine.GetHistoryReverse(
                new GetWorkflowExecutionHistoryReverseRequest
                {
                    Namespace = TestCatalog.Name,
                    Execution = EngineBench.Execution(),
                    MaximumPageSize = 2,
                    NextPageToken = token,
                },
                now));
            seen.AddRange(page.History.Events.Select(read => read.EventId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);

        Assert.Equal(Enumerable.Range(1, 7).Reverse().Select(id => (long)id), seen);
    }

    [Fact]
    public void History_BadRequests_AreRefused()
    {
        bench.Refused(() => Get(wait: false), GrpcStatusCode.NotFound);
        bench.Start();
        bench.Refused(() => Get(wait: false, token: ByteString.CopyFromUtf8("junk")), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void BigHistory_Poll_GoesOnByTokenAndEndsInTheStartedEvent()
    {
        bench.Start();
        var big = new string('x', 1 << 20);
        for (var signal = 0; signal < 5; signal++)
        {
            bench.Signal(big[..900], $"{signal}");
            bench.Call((engine, now) => engine.Signal(
                new SignalWorkflowExecutionRequest
                {
                    Namespace = TestCatalog.Name,
                    WorkflowExecution = EngineBench.Execution(),
                    SignalName = "big",
                    Input = Make.Text(big),
                },
                now));
        }

        bench.FailTask(bench.Poll());
        var task = bench.Poll();
        Assert.False(task.NextPageToken.IsEmpty);
        var seen = task.History.Events.ToList();
        for (var token = task.NextPageToken; !token.IsEmpty; token = reply!.NextPageToken)
        {
            Get(wait: false, token: token);
            seen.AddRange(reply!.History.Events);
        }

        Assert.Equal(
            Enumerable.Range(1, (int)task.StartedEventId).Select(id => (long)id), seen.Select(read => read.EventId));
        Assert.Equal(EventType.WorkflowTaskStarted, seen[^1].EventType);
    }

    private Ticket<PollWorkflowTaskQueueResponse> PollWorkflow(Action<PollWorkflowTaskQueueResponse> onReply)
    {
        var ticket = bench.Ticket(onReply);
        bench.Call((engine, now) => engine.PollWorkflowTask(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = TestCatalog.Name,
                TaskQueue = new() { Name = EngineBench.Queue },
                Identity = "waiting",
            },
            ticket,
            now));
        return ticket;
    }

    private void Get(
        bool wait,
        HistoryEventFilterType filter = HistoryEventFilterType.AllEvent,
        ByteString? token = null,
        int size = 0,
        double seconds = 60) => bench.Call((engine, now) => engine.GetHistory(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = TestCatalog.Name,
                Execution = EngineBench.Execution(),
                WaitNewEvent = wait,
                HistoryEventFilterType = filter,
                NextPageToken = token ?? ByteString.Empty,
                MaximumPageSize = size,
            },
            bench.Ticket<GetWorkflowExecutionHistoryResponse>(answer => reply = answer, null, seconds),
            now));
}
