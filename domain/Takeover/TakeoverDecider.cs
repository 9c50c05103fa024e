using System.Globalization;
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
        Propose(draft, TakeoverOrigin.Offered, offer.To);

    public static Refusal? Request(RunDraft draft, Directive directive, Instruction.RequestTakeover request) =>
        Propose(draft, TakeoverOrigin.Requested, directive.Issuer);

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

        if (!Authority.ForTakeover(draft.State, takeover.From, takeover.To).Contains(directive.Issuer))
        {
            return new(RefusalCode.NotInRole, $"{directive.Issuer} has no takeover authority.");
        }

        draft.Add(new RunFact.TakeoverApproved(takeover.Id, directive.Issuer, ReadBackPoints.Of(draft.State)));
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

        draft.Add(
            new RunFact.LeadChanged(takeover.From, takeover.To, draft.State.LeadEpoch + 1, draft.Now, takeover.Id));
        draft.Rehydrate();
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
        draft.Rehydrate();
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

        var current = ReadBackPoints.Of(draft.State);
        var renewed = current
            .Select(point =>
                takeover.Points.FirstOrDefault(old => old.Id == point.Id && old.Answer == point.Answer) ?? point)
            .ToValueList();
        if (!renewed.Equals(takeover.Points))
        {
            draft.Add(new RunFact.PacketRenewed(takeover.Id, renewed));
        }
    }

    private static Refusal? Propose(RunDraft draft, TakeoverOrigin origin, PersonId to)
    {
        var state = draft.State;
        if (state.Takeover is { } open)
        {
            return new(RefusalCode.TakeoverInProgress, $"{open.Id} is open: {open.To} from {open.From}.");
        }

        if (to == state.Lead)
        {
            return new(RefusalCode.NotInRole, $"{to} leads the run already.");
        }

        if (!state.Charter.Roles.TakeoverAuthority.Contains(to))
        {
            return new(RefusalCode.NotInRole, $"{to} has no takeover authority in the charter.");
        }

        var number = (state.Counters.Takeovers + 1).ToString(CultureInfo.InvariantCulture);
        draft.Add(new RunFact.TakeoverProposed(new TakeoverState(
            new TakeoverId($"t{number}"), origin, state.Lead, to, TakeoverStage.Proposed, [])));
        return null;
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
