using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// Each fact in words. Nothing is left out that a reader would need to judge it; reasons stand in full.
/// </summary>
internal static class FactText
{
    public static FactLine Of(RunFact fact) =>
        Run(fact) ?? Directed(fact) ?? Step(fact) ?? Gate(fact) ?? Hold(fact) ?? Takeover(fact) ?? GateFactText.Of(fact)
        ?? AmendmentText.Of(fact)
        ?? throw new NotSupportedException($"There are no words for the fact {fact.GetType().Name}.");

    private static FactLine? Run(RunFact fact) => fact switch
    {
        RunFact.RunOpened opened => new(
            $"{(opened.Rehearsal is null ? "run" : "REHEARSAL")} {opened.Run} opened: " +
            $"{opened.Charter.Objective}; lead {opened.Charter.Lead}; procedure " +
            $"{opened.Procedure.Id} {opened.Procedure.Version} ({opened.ProcedureDigest.Short}); charter " +
            $"{opened.Charter.Id} ({opened.CharterDigest.Short})",
            opened.Signers is { } signers
                ? $"awaits confirmation; signed by the keys of {signers.Digest.Short}"
                : "awaits confirmation"),
        RunFact.RunContinued continued => new(
            $"run {continued.Run} continues {continued.Predecessor} from packet {continued.PacketDigest.Short}",
            continued.IsCopy == true ? "continued from a copy" : "continued"),
        RunFact.OpeningRefused refused => new($"run {refused.Run} was to be opened", Refused(refused.Refusal)),
        RunFact.CharterConfirmed confirmed => new($"charter confirmed by {confirmed.By}", "active"),
        RunFact.LedgerBreached breached => new(
            $"another ledger of this run is in the audit store: {breached.Sentence}", "held for the lead"),
        RunFact.RunPaused paused => new($"run paused by {paused.Pause.By}{Because(paused.Pause.Reason)}", "paused"),
        RunFact.RunResumed resumed => new($"run resumed by {resumed.By}", "active"),
        RunFact.RunStopped stopped => new($"run stopped by {stopped.By}{Because(stopped.Reason)}", "stopped"),
        RunFact.RunCompleted completed => new($"run completed by {completed.By}", "completed"),
        RunFact.RunCheckRequested asked => new($"{Words.Of(asked.Purpose)} read for {asked.By}", "requested"),
        RunFact.RunCheckRecorded read => new(
            $"{Words.Of(read.Purpose)} read, state {read.StateDigest.Short}: "
            + ObservationText.Of(read.Observations),
            read.HasPassed ? "as they must be" : "not as they must be"),
        RunFact.NoGoHeld held => new(held.Hold.Sentence, "held"),
        RunFact.NoGoLifted lifted => new($"no no-go condition holds any more; read for {lifted.By}", "lifted"),
        RunFact.DecisionMade made => new(
            $"decision {made.Decision.Point} by {made.Decision.By}{Because(made.Decision.Reason)}",
            $"decided: {made.Decision.Option}"),
        RunFact.AnnexRead read => new(
            $"annex opened by {read.By}: {read.Record?.Value ?? "all of it"}{Because(read.Reason)}", "may be read"),
        RunFact.AnnexErasureOrdered erased => new(
            $"annex: {erased.Record} erased by {erased.By}{Because(erased.Reason)}", "to be erased"),
        _ => null,
    };

    private static FactLine? Directed(RunFact fact) => fact switch
    {
        RunFact.DirectiveAccepted accepted => new(
            Said(accepted.Directive),
            $"accepted{(accepted.SignedWith is { } key ? $", signed with {key}" : string.Empty)}" +
            (accepted.Behind is { } behind ? string.Create(
                CultureInfo.InvariantCulture, $", decided {behind} entries ago") : string.Empty)),
        RunFact.DirectiveRefused refused => new(Said(refused.Directive), Refused(refused.Refusal)),
        RunFact.DirectiveConflicted conflict => new(
            Said(conflict.Directive),
            $"conflict: directive {conflict.Directive.Id} stands with other content ({conflict.FirstDigest.Short}); " +
            "nothing done"),
        RunFact.DirectiveMalformed malformed => new(
            $"unreadable directive {malformed.RawDigest.Short}: {malformed.Excerpt}", Refused(malformed.Refusal)),
        _ => null,
    };

    private static FactLine? Step(RunFact fact) => fact switch
    {
        RunFact.StepDirected directed => new(
            $"attempt {directed.Attempt.Id} of step {directed.Attempt.Step} ({Words.Of(directed.Attempt.Kind)}): " +
            $"{directed.Attempt.Action.Kind} action {directed.Attempt.ActionDigest.Short}, key " +
            $"{directed.Attempt.IdempotencyKey}",
            "directed"),
        RunFact.StepSkipped skipped =>
            new($"step {skipped.Step} skipped by {skipped.Note.By}{Because(skipped.Note.Reason)}", "skipped"),
        RunFact.ReadingsRequested requested =>
            new($"attempt {requested.Attempt}: {Words.Of(requested.Purpose)} readings", "requested"),
        RunFact.ReadingsRecorded recorded => new(
            $"attempt {recorded.Attempt}: {Words.Of(recorded.Purpose)} readings, state {recorded.StateDigest.Short}",
            ObservationText.Of(recorded.Observations)),
        RunFact.ResultIgnored ignored =>
            new(
                $"attempt {ignored.Attempt}: a late result {ignored.ResultDigest.Short}",
                $"ignored: {ignored.Sentence}"),
        RunFact.ActionDispatched dispatched => new(
            $"attempt {dispatched.Attempt}: action " +
            $"dispatched{(dispatched.Gate is { } gate ? $" under gate {gate}" : string.Empty)}",
            "dispatched"),
        RunFact.ActionReported reported => new($"attempt {reported.Attempt}: action reported", Report(reported)),
        RunFact.OutcomeSettled settled => new(
            $"attempt {settled.Attempt}: doubt settled by {settled.By?.Value ?? "read " + settled.Read}: " +
            $"{settled.Evidence}",
            settled.Outcome == ReconciledOutcome.Done ? "was done" : "was not done"),
        RunFact.DoubtRemained remained => new($"attempt {remained.Attempt}: {remained.Sentence}", "unknown"),
        RunFact.AttemptVerified verified => new($"attempt {verified.Attempt} of step {verified.Step}", "verified"),
        RunFact.AttemptFailed failed =>
            new($"attempt {failed.Attempt} of step {failed.Step}", $"failed: {failed.Sentence}"),
        RunFact.AttemptWithdrawn withdrawn =>
            new($"attempt {withdrawn.Attempt} of step {withdrawn.Step}", $"withdrawn: {withdrawn.Sentence}"),
        RunFact.AttemptLost lost => new($"attempt {lost.Attempt} of step {lost.Step}", $"unknown: {lost.Sentence}"),
        RunFact.StepReversed reversed =>
            new($"step {reversed.Step}: attempt {reversed.Forward} undone by {reversed.Reversal}", "reversed"),
        _ => null,
    };

    private static FactLine? Gate(RunFact fact) => fact switch
    {
        RunFact.GateOpened opened => new(
            $"gate {opened.Gate.Id} before attempt {opened.Gate.Attempt}: {opened.Gate.Packet.Summary} " +
            $"(evidence {opened.Gate.PacketDigest.Short})",
            $"awaits {People(opened.Gate.Packet.Urgency.WhoDecides)}"),
        RunFact.GateApproved approved => new(
            $"gate {approved.Gate} before attempt {approved.Attempt}: approved by " +
            $"{approved.Approval.By}{Because(approved.Approval.Comment)}",
            "approved"),
        RunFact.GateDenied denied =>
            new(
                $"gate {denied.Gate} before attempt {denied.Attempt}: denied by {denied.By}{Because(denied.Reason)}",
                "denied"),
        RunFact.ApprovalRevoked revoked => new(
            $"gate {revoked.Gate} before attempt {revoked.Attempt}: approval taken back by " +
            $"{revoked.By}{Because(revoked.Reason)}",
            "revoked"),
        RunFact.GateExpired expired => new($"gate {expired.Gate} before attempt {expired.Attempt}", "expired"),
        RunFact.GateSuperseded superseded => new(
            $"gate {superseded.Gate} before attempt {superseded.Attempt} does not count any more: " +
            string.Join("; ", superseded.Difference),
            "superseded"),
        _ => null,
    };

    private static FactLine? Hold(RunFact fact) => fact switch
    {
        RunFact.BlockRaised raised => new(
            $"block {raised.Block.Id} ({Words.Of(raised.Block.Kind)}) on attempt {raised.Block.Attempt}: " +
            $"{raised.Block.Sentence}",
            "blocked"),
        RunFact.BlockCleared cleared => new(
            $"block {cleared.Block} on attempt {cleared.Attempt} cleared by {cleared.By?.Value ?? "the run"}: " +
            $"{cleared.Statement}",
            cleared.Resolution is { } resolution ? Words.Of(resolution) : "cleared"),
        RunFact.ContradictionRaised raised => new(
            $"contradiction {raised.Contradiction.Id} about {raised.Contradiction.Fact}: " +
            $"{ObservationText.Of(raised.Contradiction.Sides)}",
            "contradicted"),
        RunFact.ContradictionCleared cleared => new(
            $"contradiction {cleared.Contradiction} cleared by {cleared.By}: {cleared.Statement}",
            $"believed: {cleared.Accepted.Source}"),
        _ => null,
    };

    private static FactLine? Takeover(RunFact fact) => fact switch
    {
        RunFact.InstructionsContradicted raised => new(
            $"contradiction {raised.Contradiction.Id}: {raised.Contradiction.Sentence()}", "held"),
        RunFact.InstructionsCleared cleared => new(
            $"contradiction {cleared.Contradiction} cleared by {cleared.By}: {cleared.Statement}",
            $"meant: {cleared.Meant}"),
        RunFact.ScopeNarrowed narrowed => new(
            $"scope narrowed by {narrowed.By}{Because(narrowed.Reason)}",
            "out: " + string.Join(", ", narrowed.Targets.Select(id => $"target {id}")
                .Concat(narrowed.Steps.Select(id => $"step {id}")))),
        RunFact.TakeoverProposed proposed => new(
            $"takeover {proposed.Takeover.Id}{OfLane(proposed.Takeover.Lane)} from {proposed.Takeover.From} to " +
            $"{proposed.Takeover.To}",
            Words.Of(proposed.Takeover.Origin)),
        RunFact.TakeoverApproved approved => new(
            $"takeover {approved.Takeover} approved by {approved.By}",
            Count(approved.Points.Count, "point") + " to read back"),
        RunFact.PacketRenewed renewed => new(
            $"takeover {renewed.Takeover}: the state changed, the packet is renewed",
            Count(renewed.Points.Count(point => !point.Confirmed), "point") + " to read back"),
        RunFact.PointConfirmed confirmed =>
            new($"takeover {confirmed.Takeover}: point {confirmed.Point} read back by {confirmed.By}", "confirmed"),
        RunFact.TakeoverCancelled cancelled =>
            new($"takeover {cancelled.Takeover} cancelled by {cancelled.By}", "cancelled"),
        RunFact.LaneLeadChanged changed => new(
            $"lane {changed.Tenure.Lane} passes from {changed.From} to {changed.To} by takeover {changed.Takeover}",
            string.Create(CultureInfo.InvariantCulture, $"lane epoch {changed.Tenure.Epoch}")),
        RunFact.LeadChanged changed => new(
            $"lead passes from {changed.From} to {changed.To} by takeover {changed.Takeover}",
            string.Create(CultureInfo.InvariantCulture, $"lead epoch {changed.Epoch}")),
        _ => null,
    };

    private static string Said(Directive directive) =>
        $"{directive.Issuer} directs ({directive.Id}): " +
        $"{InstructionText.Of(directive.Instruction)}{Because(directive.Reason)}";

    private static string OfLane(LaneId? lane) => lane is null ? string.Empty : $" of lane {lane}";

    private static string Report(RunFact.ActionReported reported)
    {
        var exit = reported.Report.ExitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $", exit code {code}")
            : string.Empty;
        var apart = reported.Report.Isolation is { } level
            ? string.Create(CultureInfo.InvariantCulture, $", isolation level {level}")
            : string.Empty;
        var kept = reported.Report.Annex is { } annex ? $" Its answer is sensitive, see {annex.Id}." : string.Empty;
        return $"{Words.Of(reported.Report.Outcome)}{exit}{apart}: {reported.Report.Summary}{kept}";
    }

    private static string Refused(Refusal refusal) => $"refused ({Words.Code(refusal.Code)}): {refusal.Sentence}";

    private static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? string.Empty : $": {reason}";

    private static string People(IEnumerable<PersonId> people) =>
        string.Join(" or ", people.Select(person => person.Value));

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
