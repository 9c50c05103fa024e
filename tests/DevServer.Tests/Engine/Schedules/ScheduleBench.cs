using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>Schedules on a bench; their action starts workflows "job" on the queue of the bench.</summary>
internal static class ScheduleBench
{
    public const string Id = "daily";
    public const string Job = "job";

    public static ScheduleSpec Every(double seconds) => new() { Interval = { new IntervalSpec { Interval = Make.Seconds(seconds) } } };

    public static BackfillRequest Backfill(
        DateTimeOffset start, DateTimeOffset end, ScheduleOverlapPolicy policy = ScheduleOverlapPolicy.Unspecified) => new()
    {
        StartTime = start.ToTimestamp(),
        EndTime = end.ToTimestamp(),
        OverlapPolicy = policy,
    };

    /// <summary>Of every minute, unless changed.</summary>
    public static CreateScheduleResponse CreateSchedule(
        this EngineBench bench, string id = Id, Action<CreateScheduleRequest>? change = null)
    {
        var request = new CreateScheduleRequest
        {
            Namespace = TestCatalog.Name,
            ScheduleId = id,
            RequestId = Guid.NewGuid().ToString(),
            Schedule = new Schedule { Spec = Every(60), Action = Start() },
        };
        change?.Invoke(request);
        return bench.Call((engine, now) => engine.CreateSchedule(request, now));
    }

    public static CreateScheduleResponse CreateSchedule(this EngineBench bench, ScheduleOverlapPolicy policy) =>
        bench.CreateSchedule(change: request => request.Schedule.Policies = new() { OverlapPolicy = policy });

    public static ScheduleAction Start() => new()
    {
        StartWorkflow = new()
        {
            WorkflowId = Job,
            WorkflowType = new WorkflowType { Name = "Job" },
            TaskQueue = new TaskQueue { Name = EngineBench.Queue },
        },
    };

    public static DescribeScheduleResponse DescribeSchedule(this EngineBench bench, string id = Id) =>
        bench.Call((engine, now) => engine.DescribeSchedule(
            new DescribeScheduleRequest { Namespace = TestCatalog.Name, ScheduleId = id }, now));

    public static void UpdateSchedule(this EngineBench bench, Action<UpdateScheduleRequest> change)
    {
        var request = new UpdateScheduleRequest
        {
            Namespace = TestCatalog.Name,
            ScheduleId = Id,
            RequestId = Guid.NewGuid().ToString(),
            Schedule = bench.DescribeSchedule().Schedule,
        };
        change(request);
        bench.Call((engine, now) => engine.UpdateSchedule(request, now));
    }

    public static void PatchSchedule(
        this EngineBench bench, string id, Action<SchedulePatch> change, string requestId = "")
    {
        var request = new PatchScheduleRequest
        {
            Namespace = TestCatalog.Name,
            ScheduleId = id,
            RequestId = requestId.Length > 0 ? requestId : Guid.NewGuid().ToString(),
            Patch = new SchedulePatch(),
        };
        change(request.Patch);
        bench.Call((engine, now) => engine.PatchSchedule(request, now));
    }

    public static void PatchSchedule(this EngineBench bench, Action<SchedulePatch> change) =>
        bench.PatchSchedule(Id, change);

    public static void Trigger(
        this EngineBench bench, ScheduleOverlapPolicy policy = ScheduleOverlapPolicy.Unspecified) =>
        bench.PatchSchedule(patch => patch.TriggerImmediately = new() { OverlapPolicy = policy });

    public static void DeleteSchedule(this EngineBench bench, string id = Id) =>
        bench.Call((engine, now) => engine.DeleteSchedule(
            new DeleteScheduleRequest { Namespace = TestCatalog.Name, ScheduleId = id }, now));

    /// <summary>The workflow ids of what it started lately, without what they have in common.</summary>
    public static string Started(this EngineBench bench, string id = Id) => string.Join(
        ' ',
        bench.DescribeSchedule(id).Info.RecentActions.Select(action =>
            action.StartWorkflowResult.WorkflowId[(Job.Length + "-2026-01-01T".Length)..]));

    public static string Statuses(this EngineBench bench) => string.Join(
        ' ', bench.DescribeSchedule().Info.RecentActions.Select(action => action.StartWorkflowStatus));

    /// <summary>The status of a run that a schedule started at a time of the first day.</summary>
    public static string JobAt(string time) => $"{Job}-2026-01-01T{time}Z";
}
