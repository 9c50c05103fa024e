using Google.Protobuf;
using Sdk.Tests.Replay;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Worker.WorkflowTasks;

namespace Sdk.Tests.Worker.WorkflowTasks;

public sealed class HistoryReaderTests
{
    private readonly FakeServer server = new();

    [Fact]
    public async Task ReadRest_FollowsTokensOverEmptyAndOverlappingPages()
    {
        server.OnHistory = request => request.NextPageToken.ToStringUtf8() switch
        {
            "1" => Page("2"),
            "2" => Page("3", 2, 3, 4),
            "3" => Page(string.Empty, 5),
            var other => throw new RpcException(RpcException.StatusCode.Internal, other, null),
        };
        var task = Tasks.Real("a", events: [1, 2]);
        task.Response.NextPageToken = ByteString.CopyFromUtf8("1");
        Assert.Equal("1,2,3,4,5", Ids(await Reader().ReadRestAsync(task)));
    }

    [Fact]
    public async Task ReadRest_WithoutToken_AsksNobody() =>
        Assert.Equal("4,5", Ids(await Reader().ReadRestAsync(Tasks.Real("a", 3, 5, 4, 5))));

    [Fact]
    public async Task ReadFromStart_AddsWhatOnlyTheTaskHas()
    {
        server.OnHistory = request => request.NextPageToken.IsEmpty ? Page("1", 1, 2) : Page(string.Empty, 3, 4);
        Assert.Equal("1,2,3,4,5,6", Ids(await Reader().ReadFromStartAsync(Tasks.Real("a", 3, 6, 4, 5, 6))));
    }

    [Fact]
    public async Task ReadFromStart_OfTheWholeHistory_AsksNobody() =>
        Assert.Equal("1,2,3", Ids(await Reader().ReadFromStartAsync(Tasks.Real("a", 0, 3, 1, 2, 3))));

    [Fact]
    public async Task ReadFromStart_LeavesOutWhatCameAfterTheTask()
    {
        server.OnHistory = _ => Page(string.Empty, 1, 2, 3, 4, 5);
        Assert.Equal("1,2,3", Ids(await Reader().ReadFromStartAsync(Tasks.Real("a", 0, 3, 3))));
    }

    [Theory]
    [InlineData("idle", 4)]
    [InlineData("with commands", 6)]
    [InlineData("signal without a task", 5)]
    [InlineData("next task scheduled", 4)]
    [InlineData("next task started", 5)]
    [InlineData("next task timed out", 4)]
    [InlineData("next task failed", 4)]
    [InlineData("closed by the code", 5)]
    [InlineData("closed from outside", 7)]
    [InlineData("no task completed", 3)]
    public async Task ReadFromStart_ForAQuestion_EndsWithTheLastCompletedTask(string state, long last)
    {
        var events = Asked(state).Events;
        server.OnHistory = _ => new() { History = new() { Events = { events } } };
        var read = await Reader().ReadFromStartAsync(Tasks.Query("a"));
        Assert.Equal(last, read[^1].EventId);

        // The same when the task brings the history itself, as it does outside of a queue of the worker's own.
        var task = Tasks.Query("a");
        task.Response.History.Events.Add(events);
        Assert.Equal(read, await Reader().ReadFromStartAsync(task));
    }

    private static HistoryBuilder Asked(string state) => state switch
    {
        "idle" => new HistoryBuilder().Started().Task(),
        "with commands" => new HistoryBuilder().Started().Task().TimerStarted().ActivityScheduled(),
        "signal without a task" => new HistoryBuilder().Started().Task().TimerStarted().Signaled("s"),
        "next task scheduled" => new HistoryBuilder().Started().Task().Signaled("s").TaskScheduled(),
        "next task started" => new HistoryBuilder().Started().Task().TimerStarted().TimerFired().OpenTask(),
        "next task timed out" => new HistoryBuilder().Started().Task().Signaled("s").OpenTask().TaskTimedOut(),
        "next task failed" => new HistoryBuilder().Started().Task().Signaled("s").OpenTask().TaskFailed(),
        "closed by the code" => new HistoryBuilder().Started().Task().Completed(),
        "closed from outside" => new HistoryBuilder().Started().Task().Signaled("s").TaskScheduled().Terminated(),
        "no task completed" => new HistoryBuilder().Started().OpenTask(),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static GetWorkflowExecutionHistoryResponse Page(string token, params long[] ids) => new()
    {
        History = new() { Events = { Tasks.Events(ids) } },
        NextPageToken = ByteString.CopyFromUtf8(token),
    };

    private static string Ids(IEnumerable<Temporalio.Api.History.V1.HistoryEvent> events) =>
        string.Join(',', events.Select(e => e.EventId));

    private HistoryReader Reader() => new(new WorkerSetup
    {
        Service = server,
        Options = new("queue"),
        Namespace = "space",
        Identity = "me",
        DataConverter = Temporalio.Converters.DataConverter.Default,
        LoggerFactory = new LogList(),
    });
}
