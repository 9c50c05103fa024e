using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>What an approval is bound to, and in which points it no longer holds (R26).</summary>
internal static class GateBinding
{
    /// <summary>Empty while the approval stands.</summary>
    public static ValueList<string> Difference(RunDraft draft, Gate gate, GatePolicy policy)
    {
        var state = draft.State;
        var attempt = draft.Attempt(gate.Attempt);
        var difference = new List<string>();
        if (gate.StateDigest != attempt.StateDigest)
        {
            difference.AddRange(ObservationJudge.Difference(gate.Packet.Evidence, attempt.Observations));
        }

        if (gate.ActionDigest != attempt.ActionDigest)
        {
            difference.Add("The action is not the one that was approved.");
        }

        if (gate.ProcedureDigest != state.ProcedureDigest)
        {
            difference.Add("The procedure is not the one that was approved under.");
        }

        if (gate.IsStrict)
        {
            difference.AddRange(Strict(draft, gate, attempt, policy));
        }
        else if (RunEdition.CountsEveryLimit(state))
        {
            difference.AddRange(Limits(draft, gate, attempt));
        }

        return difference.ToValueList();
    }

    private static IEnumerable<string> Strict(RunDraft draft, Gate gate, Attempt attempt, GatePolicy policy)
    {
        var state = draft.State;
        if (gate.CharterDigest != state.CharterDigest)
        {
            yield return "The charter is not the one that was approved under.";
        }

        if (gate.PolicyDigest != state.PolicyDigest)
        {
            yield return "The risk policy is not the one that was approved under.";
        }
        else if (gate.Policy != policy)
        {
            yield return $"The risk is judged otherwise now: it asks for {policy.Tier}.";
        }

        foreach (var other in (attempt.Survey?.Others ?? []).Where(other => other.At > gate.OpenedAt))
        {
            yield return $"The run {other.Run} did {other.Step} on {other.Target} at {other.At:O}.";
        }

        foreach (var limit in Limits(draft, gate, attempt))
        {
            yield return limit;
        }

        if (gate.PassedBecause is null)
        {
            var deciders = GateAuthority.Deciders(state, gate);
            var voices = Approvals(gate).Select(one => one.Seat).Where(deciders.Contains);
            if (QuorumRules.Missing(state.Charter, gate.Policy, voices) is { } missing)
            {
                yield return $"Not all who approved may decide any more; missing: {missing}.";
            }
        }
    }

    private static IEnumerable<string> Limits(RunDraft draft, Gate gate, Attempt attempt)
    {
        foreach (var approval in Approvals(gate))
        {
            if (approval.Until <= draft.Now)
            {
                yield return $"The approval of {approval.By} held until {approval.Until:O}.";
            }

            foreach (var condition in (approval.Provided ?? []).Where(one => !Holds(one, attempt)))
            {
                yield return $"{approval.By} approved provided that {Words(condition)}; that is no longer so.";
            }
        }
    }

    private static ValueList<GateApproval> Approvals(Gate gate) => gate switch
    {
        { Voices: [_, ..] voices } => voices,
        { Approval: { } only } => [only],
        _ => [],
    };

    public static string Words(ApprovalCondition condition) =>
        $"{condition.Read} is {condition.Operator} {condition.Value?.Text}".TrimEnd();

    // A sealed value cannot be looked at: a condition about it never holds.
    private static bool Holds(ApprovalCondition condition, Attempt attempt) =>
        attempt.Observations.FirstOrDefault(one => one.Read == condition.Read) is { Value: { } value, Annex: null }
        && ExpectationJudge.Judge(new Expectation("$", condition.Operator, condition.Value), value.Element).Verdict
            == ObservationVerdict.Met;
}
