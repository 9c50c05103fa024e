using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Takeover;

/// <summary>Folds takeover facts.</summary>
internal static class TakeoverFolder
{
    public static TakeoverState? Fold(TakeoverState? takeover, RunFact fact) => fact switch
    {
        RunFact.TakeoverProposed proposed => proposed.Takeover,
        RunFact.TakeoverApproved approved => Move(Open(takeover), TakeoverTrigger.Approve) with
        {
            ApprovedBy = approved.By,
            Points = approved.Points,
        },
        RunFact.PacketRenewed renewed => Renew(Open(takeover), renewed.Points),
        RunFact.PointConfirmed confirmed => Confirm(Open(takeover), confirmed.Point),
        RunFact.TakeoverCancelled => Cancel(Open(takeover)),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is no takeover fact."),
    };

    private static TakeoverState Open(TakeoverState? takeover) =>
        takeover ?? throw new InvalidOperationException("The fact is about a takeover, and none is open.");

    private static TakeoverState Move(TakeoverState takeover, TakeoverTrigger by) =>
        takeover with { Stage = TakeoverMachine.Table.Next(takeover.Stage, by) };

    private static TakeoverState Confirm(TakeoverState takeover, string id)
    {
        var points = takeover.Points.Replace(point => point.Id == id, point => point with { Confirmed = true });
        var trigger = points.All(point => point.Confirmed) ? TakeoverTrigger.ConfirmLast : TakeoverTrigger.Confirm;
        return Move(takeover, trigger) with { Points = points };
    }

    private static TakeoverState Renew(TakeoverState takeover, ValueList<ReadBackPoint> points) =>
        Move(takeover, TakeoverTrigger.Renew) with { Points = points };

    private static TakeoverState? Cancel(TakeoverState takeover)
    {
        _ = TakeoverMachine.Table.Next(takeover.Stage, TakeoverTrigger.Cancel);
        return null;
    }
}
