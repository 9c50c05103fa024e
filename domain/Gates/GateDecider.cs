using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>Opening and using up gates. The dispatch of every action passes through here.</summary>
internal static class GateDecider
{
    /// <summary>
    /// The state before is as expected: dispatch, or ask; after an approval, dispatch only what was approved.
    /// </summary>
    public static void PassOrAsk(RunDraft draft, AttemptId id)
    {
        var plan = ActionPlans.Of(draft.State, draft.Attempt(id));
        RiskDecider.Score(draft, id, plan);
        Waivers.Note(draft, id, GateRules.All(draft.State, draft.Attempt(id), plan));
        GateId? last = null;
        foreach (var (placement, policy) in GateRules.Before(draft.State, draft.Attempt(id), plan))
        {
            last = Passed(draft, draft.Attempt(id), plan, placement, policy);
            if (last is null)
            {
                return;
            }
        }

        draft.Add(new RunFact.ActionDispatched(id, draft.Now, last));
    }

    /// <summary>The gate that lets the attempt pass; or null, and it was asked, or given up.</summary>
    public static GateId? Passed(
        RunDraft draft, Attempt attempt, ActionPlan plan, GatePlacement placement, GatePolicy policy)
    {
        var passed = draft.State.Gates.FirstOrDefault(
            gate => gate.Attempt == attempt.Id && gate.Place == placement && gate.IsPassed);
        if (passed is null)
        {
            Open(draft, attempt, plan, placement, policy, []);
            return null;
        }

        if (passed.PassedBecause is null && passed.ExpiresAt <= draft.Now)
        {
            draft.Add(new RunFact.GateExpired(passed.Id, attempt.Id));
            Abandon(draft, passed, "The approval ran out before the action could be dispatched.");
            return null;
        }

        var difference = GateBinding.Difference(draft, passed, policy);
        if (difference.IsEmpty)
        {
            return passed.Id;
        }

        draft.Add(new RunFact.GateSuperseded(passed.Id, attempt.Id, difference));
        Open(draft, draft.Attempt(attempt.Id), plan, placement, policy, difference);
        return null;
    }

    /// <summary>Takes a gate back, reads the state anew, and asks again with what changed since.</summary>
    public static void Renew(RunDraft draft, Gate gate, string sentence)
    {
        draft.Add(new RunFact.GateSuperseded(gate.Id, gate.Attempt, [sentence]));
        draft.Request(gate.Attempt, Again(gate));
    }

    /// <summary>The reading that follows on a decision at the gate.</summary>
    public static ReadingPurpose Again(Gate gate) =>
        gate.Place == GatePlacement.PostAction ? ReadingPurpose.AfterAction : ReadingPurpose.Recheck;

    /// <summary>What was asked for is not agreed to: not done, or, once done, not as it should be.</summary>
    public static void Abandon(RunDraft draft, Gate gate, string sentence)
    {
        var attempt = draft.Attempt(gate.Attempt);
        switch (gate.Place)
        {
            case GatePlacement.Escalation:
                break;
            case GatePlacement.PostAction:
                VerificationDecider.Mismatch(draft, attempt, $"The review after the action: {sentence}");
                break;
            default:
                draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, sentence));
                break;
        }
    }

    private static void Open(
        RunDraft draft,
        Attempt attempt,
        ActionPlan plan,
        GatePlacement placement,
        GatePolicy policy,
        ValueList<string> difference)
    {
        var missing = EvidencePackets.Missing(draft.State, attempt, plan, policy);
        if (!missing.IsEmpty)
        {
            var sentence = $"The gate for {attempt.Id} cannot be opened; missing: {string.Join(", ", missing)}.";
            if (placement == GatePlacement.PostAction)
            {
                VerificationDecider.Mismatch(draft, attempt, sentence);
                return;
            }

            draft.Block(attempt.Id, BlockKind.EvidenceIncomplete, sentence);
            return;
        }

        var seen = attempt.Shown is { } shown && difference.IsEmpty
            ? ObservationJudge.Difference(shown, attempt.Observations)
            : difference;
        var isStrict = draft.State.Policy is not null || policy.IsExtended || attempt.Edits is not null
            || placement != GatePlacement.PreAction;
        var rungs = Ladders.Of(draft.State.Policy, policy, draft.Now);
        var deadline = rungs is null
            ? policy.ExpiresAfter is { } after ? draft.Now + after : (DateTimeOffset?)null
            : rungs[^1].At;
        var packet = EvidencePackets.Build(draft, attempt, plan, policy, deadline, seen, isStrict, placement);
        draft.Add(new RunFact.GateOpened(new Gate(
            NextId(attempt),
            attempt.Id,
            policy,
            packet,
            Digest.Of(packet),
            attempt.ActionDigest,
            attempt.StateDigest!.Value,
            draft.State.ProcedureDigest,
            draft.Now,
            deadline,
            Placement: placement == GatePlacement.PreAction ? null : placement,
            CharterDigest: isStrict ? draft.State.CharterDigest : null,
            PolicyDigest: isStrict ? draft.State.PolicyDigest : null,
            Rungs: rungs)));
    }

    public static GateId NextId(Attempt attempt) =>
        new($"{attempt.Id}.g{(attempt.GatesOpened + 1).ToString(CultureInfo.InvariantCulture)}");
}
