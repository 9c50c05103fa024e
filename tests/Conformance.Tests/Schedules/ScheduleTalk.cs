using Conformance.Tests.Dialogue;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using WorkflowExecution = Temporalio.Api.Common.V1.WorkflowExecution;

namespace Conformance.Tests.Schedules;

/// <summary>
/// The client's half of schedules. A schedule has the id of the conversation, and its runs come to the queue of it.
/// Officially changes are signals to a hidden workflow, which may see two that come together as one: so each is waited
/// for before the next is sent.
/// </summary>
internal static class ScheduleTalk
{
    private static readonly RpcOptions Patience = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A moment of long ago, by its number.</summary>
    public static DateTime Moment(int number) => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number);

    public static string Job(this Conversation c) => "job-" + c.WorkflowId;

    /// <summary>The run that stands for a moment.</summary>
    public static WorkflowExecution JobOf(this Conversation c, int number) =>
        new() { WorkflowId = $"{c.Job()}-{Moment(number):yyyy-MM-ddTHH:mm:ssZ}" };

    /// <summary>One that acts of itself once a day, at a time that does not come during a test.</summary>
    public static CreateScheduleRequest CreateRequest(this Conversation c) => new()
    {
        Namespace = Conversation.Namespace,
        ScheduleId = c.WorkflowId,
        RequestId = Guid.NewGuid().ToString(),
        Identity = "client",
        Schedule = new()
        {
            Spec = Every(86_400, (DateTime.UtcNow.TimeOfDay.TotalSeconds + 43_200) % 86_400),
            Action = new()
            {
                StartWorkflow = new()
                {
                    WorkflowId = c.Job(),
                    WorkflowType = new() { Name = Conversation.WorkflowType },
                    TaskQueue = new() { Name = c.Queue },
                },
            },
        },
    };

    public static ScheduleSpec Every(double seconds, double phase = 0) => new()
    {
        Interval = { new IntervalSpec { Interval = Do.Span(seconds), Phase = Do.Span(Math.Floor(phase)) } },
    };

    public static Task<CreateScheduleResponse> CreateScheduleAsync(
        this Conversation c, Action<CreateScheduleRequest>? change = null)
    {
        var request = c.CreateRequest();
        change?.Invoke(request);
        return c.Rpc.CreateScheduleAsync(request, Patience);
    }

    public static Task<CreateScheduleResponse> CreateScheduleAsync(this Conversation c, ScheduleOverlapPolicy policy) =>
        c.CreateScheduleAsync(request => request.Schedule.Policies = new() { OverlapPolicy = policy });

    public static Task<DescribeScheduleResponse> ScheduleAsync(this Conversation c) => c.Rpc.DescribeScheduleAsync(
        new() { Namespace = Conversation.Namespace, ScheduleId = c.WorkflowId }, Patience);

    public static async Task<DescribeScheduleResponse> UntilScheduleAsync(
        this Conversation c, Func<DescribeScheduleResponse, bool> holds, string what)
    {
        DescribeScheduleResponse? found = null;
        await Eventually.IsAsync(async () => holds(found = await c.ScheduleAsync()), what, () => found?.Info.ToString() ?? string.Empty);
        return found!;
    }

    public static Task<DescribeScheduleResponse> UntilActionsAsync(this Conversation c, int count) =>
        c.UntilScheduleAsync(found => found.Info.ActionCount >= count, $"{count} actions");

    public static Task PatchAsync(this Conversation c, Action<SchedulePatch> change, string? requestId = null)
    {
        var request = new PatchScheduleRequest
        {
            Namespace = Conversation.Namespace,
            ScheduleId = c.WorkflowId,
            Identity = "client",
            RequestId = requestId ?? Guid.NewGuid().ToString(),
            Patch = new(),
        };
        change(request.Patch);
        return c.Rpc.PatchScheduleAsync(request, Patience);
    }

    /// <summary>Triggers a start for a moment of long ago, and waits until the schedule has dealt with it.</summary>
    public static async Task<DescribeScheduleResponse> TriggerAsync(
        this Conversation c, int moment, ScheduleOverlapPolicy policy = ScheduleOverlapPolicy.Unspecified)
    {
        static long Dealt(DescribeScheduleResponse found) =>
            found.Info.ActionCount + found.Info.BufferSize + found.Info.OverlapSkipped;
        var before = Dealt(await c.ScheduleAsync());
        await c.PatchAsync(patch => patch.TriggerImmediately = new()
        {
            OverlapPolicy = policy,
            ScheduledTime = Moment(moment).ToTimestamp(),
        });
        return await c.UntilScheduleAsync(found => Dealt(found) > before, $"the trigger for {moment}");
    }

    public static async Task UpdateScheduleAsync(this Conversation c, Action<UpdateScheduleRequest> change)
    {
        var request = new UpdateScheduleRequest
        {
            Namespace = Conversation.Namespace,
            ScheduleId = c.WorkflowId,
            Identity = "client",
            RequestId = Guid.NewGuid().ToString(),
            Schedule = (await c.ScheduleAsync()).Schedule,
        };
        change(request);
        await c.Rpc.UpdateScheduleAsync(request, Patience);
    }

    public static Task DeleteScheduleAsync(this Conversation c) => c.Rpc.DeleteScheduleAsync(
        new() { Namespace = Conversation.Namespace, ScheduleId = c.WorkflowId, Identity = "client" }, Patience);

    /// <summary>The entry of the list, once there is one; also for a query of one's own.</summary>
    public static async Task<ScheduleListEntry> ListedAsync(
        this Conversation c, Func<ScheduleListEntry, bool>? holds = null, string? query = null)
    {
        ScheduleListEntry? found = null;
        await Eventually.IsAsync(
            async () => (found = (await c.ListAsync(query ?? $"ScheduleId = '{c.WorkflowId}'")).Schedules.FirstOrDefault()) is not null &&
                holds?.Invoke(found) != false,
            "the list",
            () => found?.ToString() ?? string.Empty);
        return found!;
    }

    public static Task<ListSchedulesResponse> ListAsync(this Conversation c, string query) => c.Rpc.ListSchedulesAsync(
        new() { Namespace = Conversation.Namespace, MaximumPageSize = 10, Query = query }, Patience);

    /// <summary>Deletes the schedule and what it started.</summary>
    public static async Task EndScheduleAsync(this Conversation c)
    {
        var last = await c.ScheduleAsync();
        await c.DeleteScheduleAsync();
        foreach (var started in last.Info.RecentActions.Select(action => action.StartWorkflowResult))
        {
            try
            {
                await c.Rpc.TerminateWorkflowExecutionAsync(new()
                {
                    Namespace = Conversation.Namespace,
                    WorkflowExecution = new() { WorkflowId = started.WorkflowId },
                });
            }
            catch (Temporalio.Exceptions.RpcException over) when (
                over.Code == Temporalio.Exceptions.RpcException.StatusCode.NotFound)
            {
                // It has ended by itself.
            }
        }
    }
}
