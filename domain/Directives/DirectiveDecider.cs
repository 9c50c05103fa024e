using System.Collections.Frozen;
using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// Every directive passes here, whatever path it came by (R16): known, guarded, handed to the decider of its verb,
/// recorded.
/// </summary>
internal static class DirectiveDecider
{
    /// <summary>The table of verbs.</summary>
    private static readonly FrozenDictionary<Type, Rule> Rules = new[]
    {
        On<Instruction.ConfirmCharter>(RunDecider.Confirm, leadOnly: true, beforeConfirmation: true),
        On<Instruction.Pause>(RunDecider.Pause, leadOnly: true),
        On<Instruction.Resume>(RunDecider.Resume, leadOnly: true),
        On<Instruction.Stop>(RunDecider.Stop, leadOnly: true, beforeConfirmation: true),
        On<Instruction.Complete>(RunDecider.Complete, leadOnly: true),
        On<Instruction.RunStep>(StepDecider.Run, leadOnly: true),
        On<Instruction.Skip>(StepDecider.Skip, leadOnly: true),
        On<Instruction.Reverse>(StepDecider.Reverse, leadOnly: true),
        On<Instruction.Verify>(DoubtDecider.Verify, leadOnly: true),
        On<Instruction.Reconcile>(DoubtDecider.Reconcile),
        On<Instruction.ClearContradiction>(DoubtDecider.ClearContradiction),
        On<Instruction.ClearBlock>(BlockDecider.Clear),
        On<Instruction.Approve>(GateVerdicts.Approve),
        On<Instruction.Deny>(GateVerdicts.Deny),
        On<Instruction.OfferTakeover>(TakeoverDecider.Offer, leadOnly: true),
        On<Instruction.RequestTakeover>(TakeoverDecider.Request),
        On<Instruction.ApproveTakeover>(TakeoverDecider.Approve),
        On<Instruction.ReadBack>(TakeoverDecider.ReadBack),
        On<Instruction.AcceptTakeover>(TakeoverDecider.Accept),
        On<Instruction.CancelTakeover>(TakeoverDecider.Cancel),
        On<Instruction.Decide>(DecisionDecider.Decide),
        On<Instruction.WithdrawAttempt>(StepDecider.Withdraw, leadOnly: true),
        On<Instruction.Redirect>(StepDecider.Redirect, leadOnly: true),
        On<Instruction.NarrowScope>(ScopeDecider.Narrow, leadOnly: true),
        On<Instruction.RevokeApproval>(RevocationDecider.Revoke),
        On<Instruction.Claim>(ClaimDecider.Claim),
        On<Instruction.Release>(ClaimDecider.Release),
        On<Instruction.Delegate>(DelegationDecider.Delegate),
        On<Instruction.EndDelegation>(DelegationDecider.End),
        On<Instruction.Delay>(GateVerdicts.Delay),
        On<Instruction.EditAction>(EditDecider.Edit),
        On<Instruction.AskInformation>(InformationDecider.Ask),
        On<Instruction.AnswerInformation>(InformationDecider.Answer),
        On<Instruction.DecideEscalation>(EscalationDecider.Decide),
        On<Instruction.AdoptPolicy>(PolicyDecider.Adopt),
        On<Instruction.Amend>(AmendmentDecider.Propose, leadOnly: true),
        On<Instruction.ApproveAmendment>(AmendmentDecider.Approve),
        On<Instruction.RejectAmendment>(AmendmentDecider.Reject),
        On<Instruction.ReadAnnex>(AnnexDecider.Read, beforeConfirmation: true),
        On<Instruction.EraseAnnex>(AnnexDecider.Erase, beforeConfirmation: true),
    }.ToFrozenDictionary(rule => rule.Verb);

    public static void Receive(RunDraft draft, Directive directive)
    {
        var digest = directive.Digest();
        var known = draft.State.Directives.Find(directive.Id);
        if (known?.Digest == digest)
        {
            return;
        }

        var unproven = Prove(draft, directive, out var signedWith);
        if (known is not null && (SignatureJudge.IsUnproven(unproven) || !SignatureJudge.IsUnproven(known.Refusal)))
        {
            draft.Add(new RunFact.DirectiveConflicted(directive, known.Digest, digest));
            return;
        }

        // An id is not taken by somebody who could not sign for it.
        var rule = Rules[directive.Instruction.GetType()];
        var barred = unproven ?? Guard(draft.State, directive, rule);
        if (InstructionJudge.Contradicted(draft, directive, barred) is { } contradiction)
        {
            draft.Add(new RunFact.DirectiveRefused(directive, digest, barred ?? new(
                RefusalCode.InstructionsContradict, $"{contradiction.Sentence()}; a human says which is meant.")));
            draft.Add(new RunFact.InstructionsContradicted(contradiction));
            return;
        }

        // Tried on a draft of its own first: the ledger says "accepted" before it says what came of it.
        barred ??= rule.Handle(new RunDraft(draft.State, draft.Now), directive)
            ?? InstructionJudge.Stale(draft.State, directive);
        if (barred is not null)
        {
            draft.Add(new RunFact.DirectiveRefused(directive, digest, barred));
            return;
        }

        var behind = InstructionJudge.Behind(draft.State, directive);
        draft.Add(new RunFact.DirectiveAccepted(directive, digest, signedWith, behind > 0 ? behind : null));
        rule.Handle(draft, directive);
    }

    private static Refusal? Prove(RunDraft draft, Directive directive, out string? signedWith)
    {
        signedWith = null;
        return draft.State.Status == RunStatus.NotOpened
            ? new(RefusalCode.RunNotOpen, "The run is not open yet.")
            : SignatureJudge.Judge(draft.State, directive, draft.Now, out signedWith);
    }

    private static Refusal? Guard(RunState state, Directive directive, Rule rule)
    {
        if (directive.Run is { } run && run != state.Run && run != state.Chain)
        {
            return new(RefusalCode.WrongRun, $"The directive is for {run}; this is {state.Run}.");
        }

        if (directive.IssuedAt <= state.Directives.Horizon)
        {
            return new(
                RefusalCode.TooOldToJudge,
                "It is so old that it cannot be told whether it was already here. Issue it anew.");
        }

        if (directive.LeadEpoch != state.LeadEpoch)
        {
            return new(
                RefusalCode.StaleEpoch,
                $"It was issued in lead epoch {directive.LeadEpoch}; the run is in epoch {state.LeadEpoch} under "
                + $"{state.Lead}.");
        }

        if (directive.DecidedOn is { } head && (head.Sequence > state.Head.Sequence
            || (head.Sequence == state.Head.Sequence && head.Digest != state.Head.Digest)))
        {
            return new(RefusalCode.UnknownHead, $"It was decided on ledger entry {head.Sequence} of another ledger.");
        }

        if (state.Status is RunStatus.Stopped or RunStatus.Completed)
        {
            return new(RefusalCode.RunEnded, "The run has ended.");
        }

        if (state.Charter.Roles.Auditors?.Contains(directive.Issuer) == true
            && directive.Instruction is not Instruction.ReadAnnex)
        {
            return new(RefusalCode.NotInRole, $"{directive.Issuer} is an auditor: reads, and directs nothing.");
        }

        var lane = LaneRules.LaneOf(state, directive.Instruction);
        if (rule.LeadOnly && directive.Issuer != LaneRules.LeadOf(state, lane))
        {
            var what = LaneRules.EpochOf(state, lane) > 0 ? $"the lane {lane}" : "this run";
            return new(
                RefusalCode.NotLead,
                $"{directive.Issuer} does not lead {what}; {LaneRules.LeadOf(state, lane)} does.");
        }

        if ((directive.LaneEpoch ?? 0) != LaneRules.EpochOf(state, lane))
        {
            return new(
                RefusalCode.StaleEpoch,
                $"It was issued in epoch {directive.LaneEpoch ?? 0} of a lane; {lane?.Value ?? "no lane"} is in epoch "
                + $"{LaneRules.EpochOf(state, lane)} under {LaneRules.LeadOf(state, lane)}.");
        }

        return state.Status == RunStatus.AwaitingConfirmation && !rule.BeforeConfirmation
            ? new(RefusalCode.CharterNotConfirmed, $"{state.Lead} has not confirmed the charter yet.")
            : null;
    }

    private static Rule On<T>(
        Func<RunDraft, Directive, T, Refusal?> handle, bool leadOnly = false, bool beforeConfirmation = false)
        where T : Instruction =>
        new(typeof(T), (draft, directive) =>
            handle(draft, directive, (T)directive.Instruction), leadOnly, beforeConfirmation);

    private sealed record Rule(
        Type Verb, Func<RunDraft, Directive, Refusal?> Handle, bool LeadOnly, bool BeforeConfirmation);
}
