using System.Collections.Frozen;
using System.Text.Json;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// What of a ledger is somebody's judgement, or stands in the place of one: approvals and denials, what lifted a hold,
/// what settled a doubt, who let whom lead, which rules were changed, and which judgements were refused. Steps that the
/// lead directed are not in it: they stand in the ledger.
/// </summary>
public static class ComplianceLog
{
    private static readonly FrozenDictionary<Type, Func<RunFact, ComplianceContext, Said?>> Rows = new[]
    {
        Row<RunFact.RunOpened>((one, _) => new(
            "opening", null, "the run", "opened under its charter", one.Charter.Objective,
            Evidence: [.. Documents(one.CharterDigest, one.ProcedureDigest, one.PolicyDigest)])),
        Row<RunFact.CharterConfirmed>((one, log) => new(
            "confirmation", one.By, "scope, lead, boundaries and steps", "confirmed", log.Reason,
            Evidence: [.. Documents(log.Charter, log.Procedure, log.Policy)])),
        Row<RunFact.GateApproved>((one, log) => Approval(one.Gate, one.Approval, "approved", log)),
        Row<RunFact.ApprovalCounted>((one, log) =>
            Approval(one.Gate, one.Approval, $"agreed; missing: {one.Missing}", log)),
        Row<RunFact.GateDenied>((one, log) => AtGate(one.Gate, one.By, "denied", one.Reason, log)),
        Row<RunFact.ApprovalRevoked>((one, log) => AtGate(one.Gate, one.By, "approval taken back", one.Reason, log)),
        Row<RunFact.GateDelayed>((one, log) =>
            AtGate(one.Gate, one.By, $"put off until {one.Until.UtcDateTime:u}", one.Reason, log)),
        Row<RunFact.InformationRequested>((one, log) => AtGate(
            one.Gate, one.Request.By, $"asked {one.Request.From?.Value ?? one.Request.Read}", one.Request.Question,
            log)),
        Row<RunFact.InformationGiven>((one, log) => AtGate(one.Gate, one.By, "answered", one.Answer, log)),
        Row<RunFact.ActionEdited>((one, log) =>
            AtGate(one.Gate, one.Edit.By, "changed the action", one.Edit.Reason, log) with
            {
                Evidence = [new("action before", one.Edit.ActionBefore), new("action after", one.Edit.ActionAfter)],
            }),
        Row<RunFact.GatePassedByTimeout>((one, log) => AtGate(one.Gate, null, "passed by silence", one.Sentence, log)),
        Row<RunFact.GateExpired>((one, log) => AtGate(one.Gate, null, "ran out undecided", null, log)),
        Row<RunFact.GateSuperseded>((one, log) =>
            AtGate(one.Gate, null, "does not count any more", string.Join("; ", one.Difference), log)),
        Row<RunFact.GateWaived>((one, _) => new(
            "gate", null, $"{Word(one.Placement)} gate before {one.Attempt}", "waived", one.Sentence)),
        Row<RunFact.EscalationDecided>((one, log) =>
            AtGate(one.Gate, one.By, one.Option ?? "decided in words", one.Statement, log)),
        Row<RunFact.AuthorityDelegated>((one, log) => new(
            "delegation", one.Delegation.From, one.Delegation.Id,
            $"{one.Delegation.To} may decide until {one.Delegation.Until.UtcDateTime:u}", log.Reason)),
        Row<RunFact.DelegationEnded>((one, log) => new("delegation", one.By, one.Delegation, "ended", log.Reason)),
        Row<RunFact.OutcomeSettled>((one, _) => new(
            "doubt", one.By, $"was {one.Attempt} done?",
            $"{Word(one.Outcome)}{(one.Read is { } read ? $", by the read {read}" : string.Empty)}", one.Evidence)),
        Row<RunFact.ContradictionCleared>((one, _) => new(
            "contradiction", one.By, $"{one.Contradiction} about {one.Accepted.Fact}",
            $"believes {one.Accepted.Source}", one.Statement)),
        Row<RunFact.InstructionsCleared>((one, _) => new(
            "contradiction", one.By, $"{one.Contradiction}", $"what {one.Meant} said is meant", one.Statement)),
        Row<RunFact.BlockCleared>((one, log) => new(
            "block", one.By ?? log.Actor, $"{one.Block} on {one.Attempt}",
            one.Resolution is { } way ? Word(way) : "lifted", one.Statement)),
        Row<RunFact.NoGoLifted>((one, log) => new("noGo", one.By, "no-go condition", "gone, read again", log.Reason)),
        Row<RunFact.DecisionMade>((one, _) => new(
            "decisionPoint", one.Decision.By, $"{one.Decision.Point}", one.Decision.Option, one.Decision.Reason)),
        Row<RunFact.StepSkipped>((one, log) => new("step", log.Actor, $"{one.Step}", "left out", log.Reason)),
        Row<RunFact.ScopeNarrowed>((one, _) => new(
            "scope", one.By,
            string.Join(", ", one.Targets.Select(id => id.Value).Concat(one.Steps.Select(id => id.Value))),
            "taken out", one.Reason)),
        Row<RunFact.TakeoverApproved>((one, log) => new("takeover", one.By, $"{one.Takeover}", "approved", log.Reason)),
        Row<RunFact.TakeoverCancelled>((one, log) => new(
            "takeover", one.By, $"{one.Takeover}", "cancelled", log.Reason)),
        Row<RunFact.LeadChanged>((one, log) => new(
            "takeover", one.To, $"{one.Takeover}", $"leads from epoch {one.Epoch} on, after {one.From}", log.Reason)),
        Row<RunFact.LaneLeadChanged>((one, log) => new(
            "takeover", one.To, $"{one.Takeover}", $"leads the lane {one.Tenure.Lane}, after {one.From}", log.Reason)),
        Row<RunFact.PolicyAdopted>((one, _) => new(
            "policy", one.By, $"{one.Policy.Id} {one.Policy.Version}", "put in force", one.Reason,
            Evidence: [new("policy", one.PolicyDigest)])),
        Row<RunFact.AmendmentProposed>((one, _) => new(
            "amendment", one.Amendment.By, string.Join("; ", one.Amendment.Changes), "proposed", one.Amendment.Reason,
            Evidence: [.. Documents(one.Amendment.CharterDigest, one.Amendment.ProcedureDigest, null)])),
        Row<RunFact.AmendmentApproved>((one, log) => new(
            "amendment", one.Voice.By, $"{one.Amendment}", "agreed", one.Voice.Comment ?? log.Reason)),
        Row<RunFact.AmendmentDropped>((one, _) => new(
            "amendment", one.By, $"{one.Amendment}", "dropped", one.Reason)),
        Row<RunFact.AmendmentAdopted>((one, log) => new(
            "amendment", one.By, $"{one.Amendment}", "in force", log.Reason)),
        Row<RunFact.DirectiveRefused>((one, _) => IsJudgement(one.Directive.Instruction)
            ? new(
                "refused", one.Directive.Issuer, Word(one.Directive.Instruction.GetType().Name),
                Word(one.Refusal.Code), one.Refusal.Sentence)
            : null),
        Row<RunFact.LedgerBreached>((one, _) => new(
            "ledger", null, "another ledger of this chain", "held", one.Sentence)),
        Row<RunFact.AnnexRead>((one, _) => new(
            "annex", one.By, one.Record?.Value ?? "all of it", "opened", one.Reason)),
        Row<RunFact.AnnexErasureOrdered>((one, _) => new("annex", one.By, $"{one.Record}", "erased", one.Reason)),
    }.ToFrozenDictionary(row => row.Key, row => row.Value);

    // Whose refusal says something about who may judge.
    private static readonly FrozenSet<Type> Judging = new[]
    {
        typeof(Instruction.Approve), typeof(Instruction.Deny), typeof(Instruction.EditAction),
        typeof(Instruction.Delay), typeof(Instruction.DecideEscalation), typeof(Instruction.RevokeApproval),
        typeof(Instruction.Delegate), typeof(Instruction.Reconcile), typeof(Instruction.ClearContradiction),
        typeof(Instruction.ClearBlock), typeof(Instruction.Decide), typeof(Instruction.ApproveTakeover),
        typeof(Instruction.AcceptTakeover), typeof(Instruction.ReadBack), typeof(Instruction.AdoptPolicy),
        typeof(Instruction.ApproveAmendment), typeof(Instruction.RejectAmendment), typeof(Instruction.ConfirmCharter),
        typeof(Instruction.ReadAnnex), typeof(Instruction.EraseAnnex),
    }.ToFrozenSet();

    /// <summary>Kinds of facts that are, or may be, a line of the log.</summary>
    internal static IEnumerable<Type> Kinds => Rows.Keys;

    /// <param name="entries">A ledger, from any entry on.</param>
    public static ValueList<Judgement> Of(IEnumerable<LedgerEntry> entries)
    {
        var log = new ComplianceContext();
        var lines = new List<Judgement>();
        foreach (var entry in entries)
        {
            log.Take(entry);
            if (Rows.TryGetValue(entry.Fact.GetType(), out var row) && row(entry.Fact, log) is { } said)
            {
                var directive = said.By is not null ? log.Directive : null;
                lines.Add(new(
                    entry.Sequence, entry.At, said.Kind, said.By, said.About, said.Verdict, said.Why,
                    said.Evidence ?? [], said.OnBehalfOf, said.Confidence, directive?.Id,
                    directive is null ? null : log.SignedWith));
            }
        }

        return lines.ToValueList();
    }

    private static Said Approval(GateId gate, GateApproval approval, string verdict, ComplianceContext log) =>
        AtGate(gate, approval.By, verdict, approval.Comment, log) with
        {
            OnBehalfOf = approval.OnBehalfOf,
            Confidence = approval.Confidence,
        };

    private static Said AtGate(GateId id, PersonId? by, string verdict, string? why, ComplianceContext log) =>
        log.Gates.TryGetValue(id, out var gate)
            ? new(
                "gate", by, $"{Word(gate.Place)} gate {id} ({Word(gate.Policy.Tier)}): {gate.Packet.Summary}", verdict,
                why, Evidence:
                [
                    new("packet", gate.PacketDigest), new("action", gate.ActionDigest), new("state", gate.StateDigest),
                    .. Documents(gate.CharterDigest, gate.ProcedureDigest, gate.PolicyDigest),
                ])
            : new("gate", by, $"gate {id}", verdict, why);

    private static IEnumerable<JudgementEvidence> Documents(Digest? charter, Digest? procedure, Digest? policy) =>
        new[] { ("charter", charter), ("procedure", procedure), ("policy", policy) }
            .Where(one => one.Item2 is not null)
            .Select(one => new JudgementEvidence(one.Item1, one.Item2!.Value));

    private static bool IsJudgement(Instruction instruction) => Judging.Contains(instruction.GetType());

    private static string Word<T>(T value)
        where T : struct, Enum => Word(value.ToString());

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static KeyValuePair<Type, Func<RunFact, ComplianceContext, Said?>> Row<T>(
        Func<T, ComplianceContext, Said?> say)
        where T : RunFact => new(typeof(T), (fact, log) => say((T)fact, log));

    private sealed record Said(
        string Kind,
        PersonId? By,
        string About,
        string Verdict,
        string? Why,
        PersonId? OnBehalfOf = null,
        int? Confidence = null,
        ValueList<JudgementEvidence>? Evidence = null);
}
