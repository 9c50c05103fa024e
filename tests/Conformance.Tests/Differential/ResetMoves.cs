using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Differential;

/// <summary>Resets to points that allow it and to others.</summary>
internal sealed class ResetMoves(Cast cast) : IMoveSource
{
    private static readonly EventType[] Points =
        [EventType.WorkflowTaskCompleted, EventType.WorkflowTaskFailed, EventType.WorkflowTaskTimedOut, EventType.WorkflowTaskStarted];

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene) =>
        from run in scene.Runs
        where run.WorkflowId != Cast.Hasty && run.Events.Count > 3
        select ((int, Func<Move>))(1, () => Reset(run));

    private Move Reset(RunView run)
    {
        var legal = run.Events.Where(e => Points.Contains(e.EventType)).Select(e => e.EventId).ToList();
        var to = cast.OneIn(8) || legal.Count == 0 ? cast.Number(0, run.Events.Count + 1) : cast.Pick(legal);
        var requestId = cast.New("reset-request-");
        var excludesSignals = cast.OneIn(4);
        return new($"reset {run.Name} to {to}{(excludesSignals ? ", no signals" : string.Empty)}", player => player.TellAsync(
            () => player.Rpc.ResetWorkflowExecutionAsync(new()
            {
                Namespace = Player.Namespace,
                WorkflowExecution = player.Execution(run.WorkflowId, run.Number),
                Reason = "again",
                WorkflowTaskFinishEventId = to,
                RequestId = requestId,
                Identity = Player.Identity,
                ResetReapplyExcludeTypes = { excludesSignals ? new[] { ResetReapplyExcludeType.Signal } : [] },
            })));
    }
}
