using System.Globalization;
using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// The change of lead: proposed, approved by a third person, read back, accepted. Until then the old lead leads.
/// </summary>
internal static class TakeoverDecider
{
    public static Refusal? Offer(RunDraft draft, Directive directive, Instruction.OfferTakeover offer) =>
        Propose(draft, TakeoverOrigin.Offered, offer.To, offer.Lane);

    public static Refusal? Request(RunDraft draft, Directive directive, Instruction.RequestTakeover request) =>
        Propose(draft, TakeoverOrigin.Requested, directive.Issuer, request.Lane);

    public static Refusal? Approve(RunDraft draft, Directive directive, Instruction.ApproveTakeover approve)
    {
        if (Find(draft.State, approve.Takeover, out var takeover) is { } refusal)
        {
            return refusal;
        }

        if (takeover!.Stage != TakeoverStage.Proposed)
        {
            return new(RefusalCode.TakeoverInProgress, $"{takeover.Id} was already approved by {takeover.ApprovedBy}.");
        }

        if (directive.Issuer == takeover.From || directive.Issuer == takeover.To)
        {
            return new(
                RefusalCode.SelfApproval,
                $"{directive.Issuer} is a party to {takeover.Id}; a third person approves it.");
        }

        if (!Authority.ForTakeover(draft.State, takeover.From, takeover.To, takeover.Lane).Contains(directive.Issuer))
        {
            return new(RefusalCode.NotInRole, $"{directive.Issuer} has no takeover authority.");
        }

        draft.Add(new RunFact.TakeoverApproved(
            takeover.Id, directive.Issuer, ReadBackPoints.Of(draft.State, takeover.Lane)));
        return null;
    }

    public static Refusal? ReadBack(RunDraft draft, Directive directive, Instruction.ReadBack readBack)
    {
        if (Receiver(draft.State, directive, readBack.Takeover, out var takeover) is { } refusal)
        {
            return refusal;
        }

        if (takeover!.Points.FirstOrDefault(one => one.Id == readBack.Point) is not { } point)
        {
            return new(RefusalCode.UnknownPoint, $"The packet has no point \"{readBack.Point}\".");
        }

        if (point.Confirmed)
        {
            return null;
        }

        if (!ReadBackPoints.Matches(point, readBack.Answer))
        {
            return new(
                RefusalCode.ReadBackWrong, $"That is not what the packet says about \"{point.Id}\". {point.Question}");
        }

        draft.Add(new RunFact.PointConfirmed(takeover.Id, point.Id, directive.Issuer));
        return null;
    }

    public static Refusal? Accept(RunDraft draft, Directive directive, Instruction.AcceptTakeover accept)
    {
        if (Receiver(draft.State, directive, accept.Takeover, out var takeover) is { } refusal)
        {
            return refusal;
        }

        if (takeover!.Stage != TakeoverStage.ReadBackComplete)
        {
            var open = takeover.Points.Where(point => !point.Confirmed).Select(point => point.Id);
            return new(RefusalCode.ReadBackIncomplete, $"Not read back yet: {string.Join(", ", open)}.");
        }

        draft.Add(Changed(draft, takeover));
        AmendmentDecider.DropAtChangeOfLead(draft, directive.Issuer);
        draft.Rehydrate(takeover.Lane);
        RunChecks.RequestNoGo(draft, directive.Issuer);
        return null;
    }

    public static Refusal? Cancel(RunDraft draft, Directive directive, Instruction.CancelTakeover cancel)
    {
        if (Find(draft.State, cancel.Takeover, out var takeover) is { } refusal)
        {
            return refusal;
        }

        var mayCancel = draft.State.Charter.Roles.TakeoverAuthority.Add(takeover!.From).Add(takeover.To);
        if (!mayCancel.Contains(directive.Issuer))
        {
            return new(
                RefusalCode.NotInRole,
                $"{directive.Issuer} is no party to {takeover.Id} and has no takeover authority.");
        }

        draft.Add(new RunFact.TakeoverCancelled(takeover.Id, directive.Issuer));
        draft.Rehydrate(takeover.Lane);
        return null;
    }

    /// <summary>
    /// After every decision: what changed in the run since the packet was made must be read back as it is now.
    /// </summary>
    public static void RenewPacket(RunDraft draft)
    {
        if (draft.State.Takeover is not { } takeover || !Holds.IsReadingBack(draft.State))
        {
            return;
        }

        var current = ReadBackPoints.Of(draft.State, takeover.Lane);
        var renewed = current
            .Select(point =>
                takeover.Points.FirstOrDefault(old => old.Id == point.Id && old.Answer == point.Answer) ?? point)
            .ToValueList();
        if (!renewed.Equals(takeover.Points))
        {
            draft.Add(new RunFact.PacketRenewed(takeover.Id, renewed));
        }
    }

    private static RunFact Changed(RunDraft draft, TakeoverState takeover)
    {
        var state = draft.State;
        if (takeover.Lane is not { } lane)
        {
            return new RunFact.LeadChanged(takeover.From, takeover.To, state.LeadEpoch + 1, draft.Now, takeover.Id);
        }

        // Back with the lead of the run, it follows the lead of the run from then on.
        var tenure = new LaneTenure(
            lane, LaneRules.EpochOf(state, lane) + 1, draft.Now, takeover.To == state.Lead ? null : takeover.To);
        return new RunFact.LaneLeadChanged(takeover.From, takeover.To, tenure, takeover.Id);
    }

    private static Refusal? Propose(RunDraft draft, TakeoverOrigin origin, PersonId to, LaneId? lane)
    {
        var state = draft.State;
        if (state.Takeover is { } open)
        {
            return new(RefusalCode.TakeoverInProgress, $"{open.Id} is open: {open.To} from {open.From}.");
        }

        if ((lane is { } named ? CheckLane(state, named, to) : CheckRun(state, to)) is { } refusal)
        {
            return refusal;
        }

        var number = (state.Counters.Takeovers + 1).ToString(CultureInfo.InvariantCulture);
        draft.Add(new RunFact.TakeoverProposed(new TakeoverState(
            new TakeoverId($"t{number}"), origin, LaneRules.LeadOf(state, lane), to, TakeoverStage.Proposed, [],
            Lane: lane)));
        return null;
    }

    private static Refusal? CheckRun(RunState state, PersonId to)
    {
        if (to == state.Lead)
        {
            return new(RefusalCode.NotInRole, $"{to} leads the run already.");
        }

        return state.Charter.Roles.TakeoverAuthority.Contains(to)
            ? null
            : new(RefusalCode.NotInRole, $"{to} has no takeover authority in the charter.");
    }

    private static Refusal? CheckLane(RunState state, LaneId lane, PersonId to)
    {
        if (state.Procedure.FindLane(lane) is null)
        {
            return new(RefusalCode.UnknownLane, $"The procedure has no lane {lane}.");
        }

        if (to == LaneRules.LeadOf(state, lane))
        {
            return new(RefusalCode.NotInRole, $"{to} leads the lane {lane} already.");
        }

        var may = Authority.ForLane(state, lane);
        return may.Contains(to)
            ? null
            : new(RefusalCode.NotInRole, $"The lane {lane} is led by {string.Join(" or ", may)}, not by {to}.");
    }

    private static Refusal? Receiver(RunState state, Directive directive, TakeoverId id, out TakeoverState? takeover)
    {
        if (Find(state, id, out takeover) is { } refusal)
        {
            return refusal;
        }

        if (directive.Issuer != takeover!.To)
        {
            return new(RefusalCode.NotInRole, $"{takeover.Id} is for {takeover.To}, not for {directive.Issuer}.");
        }

        return takeover.Stage == TakeoverStage.Proposed
            ? new(RefusalCode.TakeoverNotApproved, $"{takeover.Id} is not approved yet.")
            : null;
    }

    private static Refusal? Find(RunState state, TakeoverId id, out TakeoverState? takeover)
    {
        takeover = state.Takeover;
        return takeover?.Id == id ? null : new(RefusalCode.NoTakeover, $"There is no open takeover {id}.");
    }
}
