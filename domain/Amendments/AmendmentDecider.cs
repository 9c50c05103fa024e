using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Amendments;

/// <summary>
/// A new version in a running run (R20): the lead proposes it, others agree to it, and the lead confirms it by its
/// digests as the first one was confirmed, at a moment when nothing is under way. Until then the old one is in force.
/// </summary>
internal static class AmendmentDecider
{
    public static Refusal? Propose(RunDraft draft, Directive directive, Instruction.Amend amend)
    {
        var state = draft.State;
        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To amend a running run takes a reason.");
        }

        if (state.Amendment is { } pending)
        {
            return new(
                RefusalCode.AmendmentPending,
                $"{pending.By} proposed one at {pending.At:O}; confirm or reject it first.");
        }

        var procedure = amend.Procedure ?? state.Procedure;
        var charter = amend.Charter ?? Referring(state.Charter, procedure);
        if (charter == state.Charter && procedure == state.Procedure)
        {
            return new(RefusalCode.NothingChanged, "It is the charter and the procedure that are in force.");
        }

        if (AmendmentRules.Check(state, charter, procedure) is { } refusal)
        {
            return refusal;
        }

        if (AmendmentSeats.Of(state, charter).FirstOrDefault(seat => seat.People.IsEmpty) is { } empty)
        {
            return new(
                RefusalCode.AmendmentNotAllowed, $"Nobody other than the lead may agree to it for {empty.For}.");
        }

        draft.Add(new RunFact.AmendmentProposed(new Amendment(
            directive.Id, directive.Issuer, draft.Now, directive.Reason, charter, procedure, Digest.Of(charter),
            Digest.Of(procedure), Changes(state, charter, procedure), [])));
        return null;
    }

    public static Refusal? Approve(RunDraft draft, Directive directive, Instruction.ApproveAmendment approve)
    {
        var state = draft.State;
        if (Find(state, approve.Charter, approve.Procedure, out var amendment) is { } refusal)
        {
            return refusal;
        }

        if (directive.Issuer == amendment.By || directive.Issuer == state.Lead)
        {
            return new(RefusalCode.SelfApproval, $"{directive.Issuer} proposed the amendment; others agree to it.");
        }

        if (!AmendmentSeats.Of(state, amendment.Charter).Any(seat => seat.People.Contains(directive.Issuer)))
        {
            return new(
                RefusalCode.NotInRole,
                $"{directive.Issuer} is not asked; it needs "
                + $"{AmendmentSeats.Sentence(AmendmentSeats.Of(state, amendment.Charter))}.");
        }

        if (amendment.Voices.Any(voice => voice.By == directive.Issuer))
        {
            return new(RefusalCode.AlreadyDecided, $"{directive.Issuer} agreed to it already.");
        }

        draft.Add(new RunFact.AmendmentApproved(
            amendment.Id, new AmendmentVoice(directive.Issuer, draft.Now, directive.Reason)));
        return null;
    }

    public static Refusal? Reject(RunDraft draft, Directive directive, Instruction.RejectAmendment reject)
    {
        var state = draft.State;
        if (Find(state, reject.Charter, reject.Procedure, out var amendment) is { } refusal)
        {
            return refusal;
        }

        var isParty = directive.Issuer == state.Lead
            || AmendmentSeats.Of(state, amendment.Charter).Any(seat => seat.People.Contains(directive.Issuer));
        if (!isParty)
        {
            return new(RefusalCode.NotInRole, $"{directive.Issuer} is not asked about this amendment.");
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To reject an amendment takes a reason.");
        }

        draft.Add(new RunFact.AmendmentDropped(amendment.Id, directive.Issuer, directive.Reason));
        return null;
    }

    /// <summary>The lead confirms the amended charter and procedure: from here on they are in force.</summary>
    public static Refusal? Confirm(RunDraft draft, Directive directive, Amendment amendment)
    {
        var state = draft.State;
        if (AmendmentSeats.Open(state, amendment) is { IsEmpty: false } open)
        {
            return new(
                RefusalCode.AmendmentNotApproved,
                $"The amendment still needs {AmendmentSeats.Sentence(open)}.");
        }

        if (Unrest(state).FirstOrDefault() is { } sentence)
        {
            return new(
                RefusalCode.RunNotAtRest, $"An amendment comes into force when nothing is under way. {sentence}");
        }

        // Again, because the run went on since it was proposed.
        if (AmendmentRules.Check(state, amendment.Charter, amendment.Procedure) is { } refusal)
        {
            return refusal;
        }

        var before = NoGoReads.Of(state).ToValueList();
        draft.Add(new RunFact.AmendmentAdopted(amendment.Id, directive.Issuer, draft.Now));
        if (!NoGoReads.Of(draft.State).ToValueList().Equals(before))
        {
            RunChecks.RequestNoGo(draft, directive.Issuer);
        }

        return null;
    }

    /// <summary>Who proposed it does not lead any more: the new lead may propose it anew.</summary>
    public static void DropAtChangeOfLead(RunDraft draft, PersonId by)
    {
        if (draft.State.Amendment is { } amendment && amendment.By != draft.State.Lead)
        {
            draft.Add(new RunFact.AmendmentDropped(amendment.Id, by, $"{amendment.By} does not lead any more."));
        }
    }

    // A procedure alone: the charter goes on as it is, for the new version, pinned where the old one was.
    private static Charter Referring(Charter charter, Procedure procedure) => charter with
    {
        Procedure = new ProcedureReference(
            procedure.Id, procedure.Version, charter.Procedure.Digest is null ? null : Digest.Of(procedure)),
    };

    private static ValueList<string> Changes(RunState state, Charter charter, Procedure procedure) =>
        DocumentDifference.Of("charter", state.Charter, charter)
            .AddRange(DocumentDifference.Of("procedure", state.Procedure, procedure));

    private static IEnumerable<string> Unrest(RunState state) =>
    [
        .. state.Attempts().Where(attempt => AttemptStages.IsOpen(attempt.Stage))
            .Select(attempt => $"{attempt.Id} is {attempt.Stage}."),
        .. state.Gates.Where(gate => !gate.IsPassed).Select(gate => $"The gate {gate.Id} is open."),
        .. state.OpenInstructionContradictions.Select(one => $"{one.Id} is not cleared."),
        .. new[] { state.Takeover }.OfType<TakeoverState>().Select(takeover => $"The takeover {takeover.Id} is open."),
        .. new[] { state.Check }.OfType<RunCheck>().Where(check => check.IsAwaited)
            .Select(check => $"{check.Purpose} are being read."),
    ];

    private static Refusal? Find(RunState state, Digest charter, Digest procedure, out Amendment amendment)
    {
        amendment = state.Amendment!;
        return amendment is null
            ? new(RefusalCode.NoAmendment, "No amendment is proposed.")
            : amendment.Is(charter, procedure)
                ? null
                : new(RefusalCode.DigestMismatch, "What was read is not the amendment that is proposed.");
    }
}
