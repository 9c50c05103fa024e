using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>Opening, deciding, expiring and using up gates. The dispatch of every action passes through here.</summary>
internal static class GateDecider
{
    /// <summary>
    /// The state before is as expected: dispatch, or ask; after an approval, dispatch only what was approved.
    /// </summary>
    public static void PassOrAsk(RunDraft draft, Attempt attempt, ActionPlan plan)
    {
        if (plan.Gate is not { } policy)
        {
            draft.Add(new RunFact.ActionDispatched(attempt.Id, draft.Now));
            return;
        }

        var approved =
            draft.State.Gates.FirstOrDefault(gate => gate.Attempt == attempt.Id && gate.Approval is not null);
        if (approved is null)
        {
            Open(draft, attempt, plan, policy, []);
            return;
        }

        if (approved.ExpiresAt <= draft.Now)
        {
            draft.Add(new RunFact.GateExpired(approved.Id, attempt.Id));
            draft.Add(
                new RunFact.AttemptWithdrawn(
                    attempt.Id, attempt.Step, "The approval ran out before the action could be dispatched."));
            return;
        }

        if (IsBoundTo(approved, draft.State, attempt))
        {
            draft.Add(new RunFact.ActionDispatched(attempt.Id, draft.Now, approved.Id));
            return;
        }

        var difference = Difference(approved, draft.State, attempt);
        draft.Add(new RunFact.GateSuperseded(approved.Id, attempt.Id, difference));
        Open(draft, draft.Attempt(attempt.Id), plan, policy, difference);
    }

    public static Refusal? Approve(RunDraft draft, Directive directive, Instruction.Approve approve)
    {
        if (Find(draft, approve.Gate, out var gate) is { } refusal)
        {
            return refusal;
        }

        if (MayDecide(draft.State, gate!, directive.Issuer) is { } barred)
        {
            return barred;
        }

        if (approve.Packet is { } seen && seen != gate!.PacketDigest)
        {
            return new(RefusalCode.DigestMismatch, $"The evidence that was seen is not the evidence of {gate.Id}.");
        }

        draft.Add(new RunFact.GateApproved(
            gate!.Id, gate.Attempt,
            new GateApproval(directive.Issuer, directive.Id, approve.Comment ?? directive.Reason)));
        draft.Request(gate.Attempt, ReadingPurpose.Recheck);
        return null;
    }

    /// <summary>An approver says no; or the lead takes the request back.</summary>
    public static Refusal? Deny(RunDraft draft, Directive directive, Instruction.Deny deny)
    {
        if (Find(draft, deny.Gate, out var gate) is { } refusal)
        {
            return refusal;
        }

        if (directive.Issuer != draft.State.Lead && MayDecide(draft.State, gate!, directive.Issuer) is { } barred)
        {
            return barred;
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To deny takes a reason.");
        }

        var attempt = draft.Attempt(gate!.Attempt);
        draft.Add(new RunFact.GateDenied(gate.Id, attempt.Id, directive.Issuer, directive.Reason));
        draft.Add(
            new RunFact.AttemptWithdrawn(
                attempt.Id, attempt.Step, $"Denied by {directive.Issuer}: {directive.Reason}"));
        return null;
    }

    /// <summary>Closes the gates whose time is over. A gate that nobody decided is closed, never passed.</summary>
    public static void Expire(RunDraft draft)
    {
        var over = draft.State.Gates.Where(gate => gate.Approval is null && gate.ExpiresAt <= draft.Now).ToList();
        foreach (var gate in over)
        {
            var attempt = draft.Attempt(gate.Attempt);
            draft.Add(new RunFact.GateExpired(gate.Id, attempt.Id));
            draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, "Nobody decided in time."));
        }
    }

    /// <summary>
    /// Who may decide now: named by the gate and by the charter, not the issuer of the action, not the lead.
    /// </summary>
    public static ValueList<PersonId> Deciders(RunState state, GatePolicy policy, PersonId issuer) => policy.Approvers
        .Where(person => state.Charter.Roles.Approvers.Contains(person) && person != issuer && person != state.Lead)
        .ToValueList();

    private static void Open(
        RunDraft draft, Attempt attempt, ActionPlan plan, GatePolicy policy, ValueList<string> difference)
    {
        var missing = EvidencePackets.Missing(draft.State, attempt, plan, policy);
        if (!missing.IsEmpty)
        {
            draft.Block(
                attempt.Id,
                BlockKind.EvidenceIncomplete,
                $"The gate for {attempt.Id} cannot be opened; missing: {string.Join(", ", missing)}.");
            return;
        }

        var deadline = policy.ExpiresAfter is { } after ? draft.Now + after : (DateTimeOffset?)null;
        var packet = EvidencePackets.Build(draft.State, attempt, plan, policy, deadline, difference);
        var number = (attempt.GatesOpened + 1).ToString(CultureInfo.InvariantCulture);
        draft.Add(new RunFact.GateOpened(new Gate(
            new GateId($"{attempt.Id}.g{number}"),
            attempt.Id,
            policy,
            packet,
            Digest.Of(packet),
            attempt.ActionDigest,
            attempt.StateDigest!.Value,
            draft.State.ProcedureDigest,
            draft.Now,
            deadline)));
    }

    private static bool IsBoundTo(Gate gate, RunState state, Attempt attempt) =>
        gate.ActionDigest == attempt.ActionDigest
        && gate.StateDigest == attempt.StateDigest
        && gate.ProcedureDigest == state.ProcedureDigest;

    private static ValueList<string> Difference(Gate gate, RunState state, Attempt attempt)
    {
        var difference = ObservationJudge.Difference(gate.Packet.Evidence, attempt.Observations).ToList();
        if (gate.ActionDigest != attempt.ActionDigest)
        {
            difference.Add("The action is not the one that was approved.");
        }

        if (gate.ProcedureDigest != state.ProcedureDigest)
        {
            difference.Add("The procedure is not the one that was approved under.");
        }

        return difference.ToValueList();
    }

    private static Refusal? Find(RunDraft draft, GateId id, out Gate? gate)
    {
        gate = draft.State.FindGate(id);
        if (gate is null)
        {
            return new(RefusalCode.UnknownGate, $"There is no open gate {id}.");
        }

        if (gate.Approval is { } approval)
        {
            return new(RefusalCode.GateNotOpen, $"{id} was already approved by {approval.By}.");
        }

        return gate.ExpiresAt <= draft.Now
            ? new(RefusalCode.GateExpired, $"{id} ran out at {gate.ExpiresAt:O}.")
            : null;
    }

    private static Refusal? MayDecide(RunState state, Gate gate, PersonId person)
    {
        if (person == gate.Packet.DirectedBy || person == state.Lead)
        {
            return new(RefusalCode.SelfApproval, $"{person} directs this run's actions and may not approve them.");
        }

        var deciders = Deciders(state, gate.Policy, gate.Packet.DirectedBy);
        return deciders.Contains(person)
            ? null
            : new(RefusalCode.NotInRole, $"{gate.Id} is decided by {string.Join(" or ", deciders)}, not by {person}.");
    }
}
