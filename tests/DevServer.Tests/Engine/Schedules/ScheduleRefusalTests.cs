using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using static DevServer.Tests.Engine.Schedules.ScheduleBench;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>Requests that no schedule can be made of.</summary>
public sealed class ScheduleRefusalTests
{
    private readonly EngineBench bench = new();

    public static TheoryData<string, Action<CreateScheduleRequest>> BadRequests => new()
    {
        { "RequestId is not set on request.", request => request.RequestId = string.Empty },
        { "WorkflowId length exceeds limit.", request => request.ScheduleId = new string('x', 980) },
        { "WorkflowType is not set on request.", request => request.Schedule.Action.StartWorkflow.WorkflowType = null },
        { "taskQueue is not set", request => request.Schedule.Action.StartWorkflow.TaskQueue = null },
        {
            "task queue name cannot start with reserved prefix /_sys/",
            request => request.Schedule.Action.StartWorkflow.TaskQueue.Name = "/_sys/x"
        },
        {
            "Memo size exceeds limit.",
            request => request.Memo = new() { Fields = { ["m"] = Make.Json(new string('1', 3_000_000)) } }
        },
        {
            "Blob data size exceeds limit.",
            request => request.Schedule.Action.StartWorkflow.Input = Make.Text(new string('1', 3_000_000))
        },
        { "missing task queue name", request => request.Schedule.Action.StartWorkflow.TaskQueue = new() },
        {
            "An invalid WorkflowRunTimeoutSeconds is set on request. cause: negative duration",
            request => request.Schedule.Action.StartWorkflow.WorkflowRunTimeout = Make.Seconds(-1)
        },
        {
            "Scheduled workflow must not contain CronSchedule",
            request => request.Schedule.Action.StartWorkflow.CronSchedule = "* * * * *"
        },
        {
            "Scheduled workflow must not contain WorkflowIDReusePolicy",
            request => request.Schedule.Action.StartWorkflow.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate
        },
        {
            "search attribute Unknown is not defined",
            request => request.SearchAttributes = new() { IndexedFields = { ["Unknown"] = Make.Json("1") } }
        },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public void Create_BadRequest_IsRefusedInOfficialWords(string sentence, Action<CreateScheduleRequest> spoil) => Assert.Equal(
        sentence,
        bench.Refused(() => bench.CreateSchedule(change: spoil), GrpcStatusCode.InvalidArgument).Message);

    [Fact]
    public void Create_BadSpec_IsRefused() => Assert.StartsWith(
        "Invalid schedule spec: ",
        bench.Refused(
            () => bench.CreateSchedule(change: request => request.Schedule.Spec = Every(0)),
            GrpcStatusCode.InvalidArgument).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Patch_WithANoteThatIsTooLong_IsRefused()
    {
        bench.CreateSchedule();
        Assert.Equal(
            "Schedule notes exceeds limit.",
            bench.Refused(
                () => bench.PatchSchedule(patch => patch.Pause = new string('x', 1001)), GrpcStatusCode.InvalidArgument).Message);
    }
}
