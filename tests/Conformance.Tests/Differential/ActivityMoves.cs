using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Workflow.V1;

namespace Conformance.Tests.Differential;

/// <summary>Taking activities and answering them, by token and by id, in time and too late.</summary>
internal sealed class ActivityMoves(Cast cast) : IMoveSource
{
    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        foreach (var run in scene.Runs.Where(run => run.IsOpen))
        {
            foreach (var activity in run.Activities)
            {
                if (activity.State == PendingActivityState.Scheduled)
                {
                    yield return (8, () => Poll(run, activity));
                }
                else if (cast.Held(Of(run, activity)) is { } task)
                {
                    yield return (10, () => Answer(run, activity, task));
                }
            }
        }

        if (cast.OldTasks.Where(IsOfActivity).ToList() is { Count: > 0 } old)
        {
            yield return (1, () => AnswerLate(cast.Pick(old)));
        }
    }

    /// <summary>The queue of an activity: it has one of its own, so that a poll asks for it alone.</summary>
    public static string Queue(string activityId) => $"queue-{activityId}";

    private static string Of(RunView run, PendingActivityInfo activity) => $"activity {run.Name} {activity.ActivityId}";

    private static bool IsOfActivity(string task) => task.StartsWith("activity", StringComparison.Ordinal);

    private Move Poll(RunView run, PendingActivityInfo activity)
    {
        var name = cast.Hold(Of(run, activity));
        return new($"take {name}", player => player.PollActivityAndKeepAsync(Queue(activity.ActivityId), name));
    }

    private Move AnswerLate(string task) => Answer(task, cast.Pick("complete", "fail", "cancel", "heartbeat"));

    private Move Answer(RunView run, PendingActivityInfo activity, string task) => cast.Number(1, 12) switch
    {
        <= 4 => Answer(task, "complete"),
        <= 7 => Answer(task, "fail"),
        8 => Answer(task, "fail for good"),
        9 => Answer(task, "cancel"),
        10 => Answer(task, "heartbeat"),
        _ => AnswerById(run, activity, cast.Pick("complete", "fail", "cancel", "heartbeat")),
    };

    private Move Answer(string task, string how)
    {
        var value = cast.New("value");
        return new($"{how} {task}", player => how switch
        {
            "complete" => player.TellAsync(() => player.Rpc.RespondActivityTaskCompletedAsync(new()
            {
                Namespace = Player.Namespace, TaskToken = player.Token(task), Identity = Player.Identity, Result = Values.Arguments(value),
            })),
            "cancel" => player.TellAsync(() => player.Rpc.RespondActivityTaskCanceledAsync(new()
            {
                Namespace = Player.Namespace, TaskToken = player.Token(task), Identity = Player.Identity, Details = Values.Arguments(value),
            })),
            "heartbeat" => player.TellAsync(() => player.Rpc.RecordActivityTaskHeartbeatAsync(new()
            {
                Namespace = Player.Namespace, TaskToken = player.Token(task), Identity = Player.Identity, Details = Values.Arguments(value),
            })),
            _ => player.TellAsync(() => player.Rpc.RespondActivityTaskFailedAsync(new()
            {
                Namespace = Player.Namespace,
                TaskToken = player.Token(task),
                Identity = Player.Identity,
                Failure = Failure(value, how == "fail for good"),
            })),
        });
    }

    private Move AnswerById(RunView run, PendingActivityInfo activity, string how)
    {
        var value = cast.New("value");
        var id = cast.OneIn(6) ? "nobody" : activity.ActivityId;
        return new($"{how} {Of(run, activity)} by id {id}", player =>
        {
            var (workflowId, runId) = (player.Id(run.WorkflowId), player.Execution(run.WorkflowId, run.Number).RunId);
            return how switch
            {
                "complete" => player.TellAsync(() => player.Rpc.RespondActivityTaskCompletedByIdAsync(new()
                {
                    Namespace = Player.Namespace, WorkflowId = workflowId, RunId = runId, ActivityId = id,
                    Identity = Player.Identity, Result = Values.Arguments(value),
                })),
                "cancel" => player.TellAsync(() => player.Rpc.RespondActivityTaskCanceledByIdAsync(new()
                {
                    Namespace = Player.Namespace, WorkflowId = workflowId, RunId = runId, ActivityId = id,
                    Identity = Player.Identity, Details = Values.Arguments(value),
                })),
                "heartbeat" => player.TellAsync(() => player.Rpc.RecordActivityTaskHeartbeatByIdAsync(new()
                {
                    Namespace = Player.Namespace, WorkflowId = workflowId, RunId = runId, ActivityId = id,
                    Identity = Player.Identity, Details = Values.Arguments(value),
                })),
                _ => player.TellAsync(() => player.Rpc.RespondActivityTaskFailedByIdAsync(new()
                {
                    Namespace = Player.Namespace, WorkflowId = workflowId, RunId = runId, ActivityId = id,
                    Identity = Player.Identity, Failure = Failure(value, false),
                })),
            };
        });
    }

    private static Failure Failure(string message, bool isFinal) => new()
    {
        Message = message,
        ApplicationFailureInfo = new() { Type = "OnPurpose", NonRetryable = isFinal },
    };
}
