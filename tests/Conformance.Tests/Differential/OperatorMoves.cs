using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Workflow.V1;

namespace Conformance.Tests.Differential;

/// <summary>What operators do with pending activities. None with one that is about to time out: a pause stops its time.</summary>
internal sealed class OperatorMoves(Cast cast) : IMoveSource
{
    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        foreach (var run in scene.Runs.Where(run => run.IsOpen))
        {
            foreach (var activity in run.Activities.Where(activity => !IsHurried(activity)))
            {
                if (activity.Paused)
                {
                    yield return (6, () => Unpause(run, activity));
                }
                else
                {
                    yield return (2, () => Pause(run, activity));
                }

                yield return (1, () => Reset(run, activity));
                yield return (1, () => ChangeOptions(run, activity));
                yield return (1, () => RestoreOptions(run, activity));
            }
        }
    }

    private static bool IsHurried(PendingActivityInfo activity) =>
        new[]
        {
            activity.ActivityOptions.ScheduleToCloseTimeout, activity.ActivityOptions.ScheduleToStartTimeout,
            activity.ActivityOptions.StartToCloseTimeout, activity.ActivityOptions.HeartbeatTimeout,
        }.Any(span => span?.ToTimeSpan() is { } time && time > TimeSpan.Zero && time <= Quiet.Soon);

    private static string Of(RunView run, PendingActivityInfo activity) => $"activity {run.Name} {activity.ActivityId}";

    private string Id(PendingActivityInfo activity) => cast.OneIn(8) ? "nobody" : activity.ActivityId;

    private Move Pause(RunView run, PendingActivityInfo activity)
    {
        var (id, reason) = (Id(activity), cast.New("reason"));
        return new($"pause {Of(run, activity)} as {id}", player => player.TellAsync(() => player.Rpc.PauseActivityAsync(new()
        {
            Namespace = Player.Namespace,
            Execution = player.Execution(run.WorkflowId, run.Number),
            Id = id,
            Identity = Player.Identity,
            Reason = reason,
        })));
    }

    private Move Unpause(RunView run, PendingActivityInfo activity)
    {
        var (id, attempts, heartbeat) = (Id(activity), cast.OneIn(3), cast.OneIn(3));
        return new($"unpause {Of(run, activity)} as {id}, attempts {attempts}, heartbeat {heartbeat}", player =>
            player.TellAsync(() => player.Rpc.UnpauseActivityAsync(new()
            {
                Namespace = Player.Namespace,
                Execution = player.Execution(run.WorkflowId, run.Number),
                Id = id,
                ResetAttempts = attempts,
                ResetHeartbeat = heartbeat,
            })));
    }

    private Move Reset(RunView run, PendingActivityInfo activity)
    {
        var (id, heartbeat, paused) = (Id(activity), cast.OneIn(2), cast.OneIn(2));
        return new($"reset {Of(run, activity)} as {id}, heartbeat {heartbeat}, paused {paused}", player =>
            player.TellAsync(() => player.Rpc.ResetActivityAsync(new()
            {
                Namespace = Player.Namespace,
                Execution = player.Execution(run.WorkflowId, run.Number),
                Id = id,
                ResetHeartbeat = heartbeat,
                KeepPaused = paused,
            })));
    }

    private Move ChangeOptions(RunView run, PendingActivityInfo activity)
    {
        var (id, seconds, attempts) = (Id(activity), cast.Number(600, 900), cast.Number(1, 4));
        var paths = cast.OneIn(2) ? new[] { "heartbeat_timeout" } : ["retry_policy.maximum_attempts"];
        return new($"alter {Of(run, activity)} as {id}: {paths[0]} {seconds} {attempts}", player =>
            player.TellAsync(() => player.Rpc.UpdateActivityOptionsAsync(new()
            {
                Namespace = Player.Namespace,
                Execution = player.Execution(run.WorkflowId, run.Number),
                Id = id,
                UpdateMask = new FieldMask { Paths = { paths } },
                ActivityOptions = new()
                {
                    HeartbeatTimeout = Values.Seconds(seconds),
                    RetryPolicy = new() { MaximumAttempts = attempts },
                },
            })));
    }

    private Move RestoreOptions(RunView run, PendingActivityInfo activity)
    {
        var id = Id(activity);
        return new($"restore {Of(run, activity)} as {id}", player =>
            player.TellAsync(() => player.Rpc.UpdateActivityOptionsAsync(new()
            {
                Namespace = Player.Namespace,
                Execution = player.Execution(run.WorkflowId, run.Number),
                Id = id,
                RestoreOriginal = true,
            })));
    }
}
