using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>One sentence for a ledger entry, for people.</summary>
public static class LedgerLine
{
    public static string Of(LedgerEntry entry) => entry.Fact switch
    {
        RunFact.RunOpened fact =>
            $"{(fact.Rehearsal is null ? "run" : "REHEARSAL")} {fact.Run} opened: {fact.Charter.Objective} "
            + $"Lead {fact.Charter.Lead}.",
        RunFact.RunContinued fact =>
            $"run {fact.Run} continues {fact.Predecessor} from packet {fact.PacketDigest.Short}.",
        RunFact.OpeningRefused fact => $"not opened ({fact.Refusal.Code}): {fact.Refusal.Sentence}",
        RunFact.DirectiveAccepted fact =>
            $"{fact.Directive.Issuer} directs {Verbs.Of(fact.Directive.Instruction)}{Because(fact.Directive)}",
        RunFact.DirectiveRefused fact =>
            $"{fact.Directive.Issuer}'s {Verbs.Of(fact.Directive.Instruction)} refused ({fact.Refusal.Code}): "
            + $"{fact.Refusal.Sentence}",
        RunFact.DirectiveConflicted fact =>
            $"directive {fact.Directive.Id} came again with other content; nothing was done with it",
        RunFact.DirectiveMalformed fact => $"a malformed directive refused: {fact.Refusal.Sentence}",
        RunFact.CharterConfirmed fact => $"{fact.By} confirmed scope, boundaries and steps",
        RunFact.RunPaused fact => $"paused by {fact.Pause.By}",
        RunFact.RunResumed fact => $"resumed by {fact.By}",
        RunFact.RunStopped fact => $"stopped by {fact.By}: {fact.Reason}",
        RunFact.RunCompleted fact => $"completed by {fact.By}",
        RunFact.TakeoverProposed fact =>
            $"takeover {fact.Takeover.Id}: {fact.Takeover.To} from {fact.Takeover.From} ({fact.Takeover.Origin})",
        RunFact.TakeoverApproved fact =>
            $"takeover {fact.Takeover} approved by {fact.By}; {fact.Points.Count} points to read back",
        RunFact.PacketRenewed fact =>
            $"packet of {fact.Takeover} renewed: {fact.Points.Count(point => !point.Confirmed)} points to confirm",
        RunFact.PointConfirmed fact => $"{fact.By} read back {fact.Point}",
        RunFact.TakeoverCancelled fact => $"takeover {fact.Takeover} cancelled by {fact.By}",
        RunFact.RunCheckRequested fact => $"{fact.Purpose} are read for {fact.By} (phase {fact.Phase})",
        RunFact.RunCheckRecorded fact =>
            $"{fact.Purpose}: {(fact.HasPassed ? "as they must be" : "not as they must be")}, "
            + $"{fact.Observations.Count} readings",
        RunFact.NoGoHeld fact => fact.Hold.Sentence,
        RunFact.NoGoLifted fact => $"no no-go condition holds any more; read for {fact.By}",
        RunFact.DecisionMade fact =>
            $"{fact.Decision.By} decided {fact.Decision.Point}: {fact.Decision.Option}. {fact.Decision.Reason}",
        RunFact.LaneLeadChanged fact =>
            $"{fact.To} leads the lane {fact.Tenure.Lane} now, epoch {fact.Tenure.Epoch} of it; before: {fact.From}",
        RunFact.LeadChanged fact => $"{fact.To} leads now, epoch {fact.Epoch}; before: {fact.From}",
        RunFact.InstructionsContradicted fact => $"held: {fact.Contradiction.Sentence()} ({fact.Contradiction.Id})",
        RunFact.InstructionsCleared fact =>
            $"{fact.By} cleared {fact.Contradiction}: {fact.Meant} is meant: {fact.Statement}",
        RunFact.ScopeNarrowed fact =>
            $"{fact.By} took {string.Join(", ", fact.Targets.Select(id => id.Value)
                .Concat(fact.Steps.Select(id => id.Value)))} out of the scope: {fact.Reason}",
        RunFact.LedgerBreached fact => $"the audit store holds another ledger of this run: {fact.Sentence}",
        RunFact.AmendmentProposed fact =>
            $"{fact.Amendment.By} proposes an amendment: {fact.Amendment.Reason} "
            + $"({string.Join("; ", fact.Amendment.Changes)})",
        RunFact.AmendmentApproved fact => $"{fact.Voice.By} agrees to the amendment",
        RunFact.AmendmentDropped fact => $"the amendment was dropped by {fact.By}: {fact.Reason}",
        RunFact.AmendmentAdopted fact => $"{fact.By} confirmed the amended charter and procedure: in force now",
        RunFact.AnnexRead fact => $"{fact.By} opened the annex ({fact.Record?.Value ?? "all of it"}): {fact.Reason}",
        RunFact.AnnexErasureOrdered fact => $"{fact.By} had {fact.Record} erased from the annex: {fact.Reason}",
        _ => AttemptLine.Of(entry.Fact),
    };

    private static string Because(Directive directive) => directive.Reason is { } reason ? $": {reason}" : string.Empty;
}
