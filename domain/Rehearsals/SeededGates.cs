using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>Marks seeded gates once they are decided; called after every input. A live run has none.</summary>
internal static class SeededGates
{
    public static void Follow(RunDraft draft, RunState before)
    {
        if (!RehearsedAnswers.IsRehearsal(draft.State))
        {
            return;
        }

        foreach (var fact in draft.Facts.ToList())
        {
            if (Verdict(fact) is var (id, given, by) && Find(draft, before, id) is { } gate
                && Seed(draft.State, gate) is { } seed)
            {
                draft.Add(new RunFact.SeededGateMarked(new SeededMark(
                    id, gate.Packet.Step, seed.Right, given, IsRight(seed.Right, given), seed.Because,
                    draft.Now - gate.OpenedAt, by)));
            }
        }
    }

    private static (GateId Gate, GivenVerdict Given, PersonId? By)? Verdict(RunFact fact) => fact switch
    {
        RunFact.GateApproved one => (one.Gate, GivenVerdict.Approved, one.Approval.By),
        RunFact.GateDenied one => (one.Gate, GivenVerdict.Denied, one.By),
        RunFact.ActionEdited one => (one.Gate, GivenVerdict.Edited, one.Edit.By),
        RunFact.GateExpired one => (one.Gate, GivenVerdict.Expired, null),
        _ => null,
    };

    // Silence is never right: somebody attentive was to decide.
    private static bool IsRight(RightVerdict right, GivenVerdict given) => right == RightVerdict.Approve
        ? given == GivenVerdict.Approved
        : given is GivenVerdict.Denied or GivenVerdict.Edited;

    // The decision itself closes the gate: it stood in the state before. One that ran out after its approval was
    // decided already, and is marked.
    private static Gate? Find(RunDraft draft, RunState before, GateId id) =>
        (draft.State.Marks ?? []).Any(mark => mark.Gate == id)
            ? null
            : before.FindGate(id) ?? draft.State.FindGate(id);

    private static SeededGate? Seed(RunState state, Gate gate)
    {
        var attempt = state.FindAttempt(gate.Attempt);
        var number = attempt?.Number ?? 1;
        return (RehearsedAnswers.Entry(state, gate.Packet.Step, number)?.Gates ?? [])
            .FirstOrDefault(one => (one.Placement ?? GatePlacement.PreAction) == gate.Place);
    }
}
