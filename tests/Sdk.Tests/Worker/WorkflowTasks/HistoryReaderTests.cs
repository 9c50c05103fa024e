using Google.Protobuf;
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
    public async Task ReadFromStart_LeavesOutWhatCameAfterTheTask()
    {
        server.OnHistory = _ => Page(string.Empty, 1, 2, 3, 4, 5);
        Assert.Equal("1,2,3", Ids(await Reader().ReadFromStartAsync(Tasks.Real("a", 0, 3, 3))));
        Assert.Equal("1,2,3,4,5", Ids(await Reader().ReadFromStartAsync(Tasks.Query("a"))));
    }

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
