using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Differential;

/// <summary>Signals, cancels, terminations and looking, of what is there and of what is not.</summary>
internal sealed class ClientMoves(Cast cast) : IMoveSource
{
    private const string Nobody = "nobody";
    private string lastRequestId = "signal-request-0";

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        if (!scene.Runs.Any(run => run.IsClosing))
        {
            yield return (8, () => Signal(scene));
        }

        yield return (2, () => Cancel(scene));
        yield return (1, () => Terminate(scene));
        yield return (1, () => History(scene));
    }

    private (string Workflow, int? Run, string Text) Target(Scene scene)
    {
        var workflow = cast.OneIn(15)
            ? Nobody
            : cast.PickOr(scene.Runs.Where(run => run.IsOpen).Select(run => run.WorkflowId), cast.Pick([.. cast.Workflows]));
        var known = scene.Runs.Count(run => run.WorkflowId == workflow);
        int? run = known > 0 && cast.OneIn(4) ? cast.Number(0, known - 1) : null;
        return (workflow, run, run is null ? workflow : $"{workflow}#{run}");
    }

    private Move Signal(Scene scene)
    {
        var (workflow, run, text) = Target(scene);
        var name = cast.OneIn(40) ? string.Empty : cast.New("signal");
        var requestId = cast.OneIn(10) ? lastRequestId : cast.New("signal-request-");
        lastRequestId = requestId;
        return new($"signal '{name}' to {text}, {requestId}", player => player.TellAsync(
            () => player.Rpc.SignalWorkflowExecutionAsync(new()
            {
                Namespace = Player.Namespace,
                WorkflowExecution = player.Execution(workflow, run),
                SignalName = name,
                Input = Values.Arguments(name),
                RequestId = requestId,
                Identity = Player.Identity,
            })));
    }

    private Move Cancel(Scene scene)
    {
        var (workflow, run, text) = Target(scene);
        var requestId = cast.New("cancel-request-");
        return new($"cancel {text}", player => player.TellAsync(
            () => player.Rpc.RequestCancelWorkflowExecutionAsync(new()
            {
                Namespace = Player.Namespace,
                WorkflowExecution = player.Execution(workflow, run),
                RequestId = requestId,
                Identity = Player.Identity,
                Reason = "enough",
            })));
    }

    private Move Terminate(Scene scene)
    {
        var (workflow, run, text) = Target(scene);
        var reason = cast.OneIn(2) ? "over" : string.Empty;
        return new($"terminate {text}", player => player.TellAsync(
            () => player.Rpc.TerminateWorkflowExecutionAsync(new()
            {
                Namespace = Player.Namespace,
                WorkflowExecution = player.Execution(workflow, run),
                Reason = reason,
                Details = Values.Arguments("details"),
                Identity = Player.Identity,
            })));
    }

    private Move History(Scene scene)
    {
        var (workflow, run, text) = Target(scene);
        var filter = cast.Pick(HistoryEventFilterType.AllEvent, HistoryEventFilterType.CloseEvent);
        return cast.OneIn(2)
            ? new($"history of {text} backwards", player => player.TellAsync(
                () => player.Rpc.GetWorkflowExecutionHistoryReverseAsync(new()
                {
                    Namespace = Player.Namespace, Execution = player.Execution(workflow, run),
                })))
            : new($"history of {text}, {filter}", player => player.TellAsync(
                () => player.Rpc.GetWorkflowExecutionHistoryAsync(new()
                {
                    Namespace = Player.Namespace, Execution = player.Execution(workflow, run), HistoryEventFilterType = filter,
                })));
    }
}
