using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>Folds the facts of gates.</summary>
internal static class GateFolder
{
    public static RunState Fold(RunState state, RunFact fact) => fact switch
    {
        RunFact.GateOpened opened => Opened(state, opened.Gate),
        RunFact.GateApproved approved => OnGate(state, approved.Gate, gate => gate with
        {
            Approval = approved.Approval,
            Approvals = gate.IsStrict ? gate.Voices.Add(approved.Approval) : null,
            Claim = null,
        }),
        RunFact.ApprovalCounted counted => OnGate(state, counted.Gate, gate => gate with
        {
            Approvals = gate.Voices.Add(counted.Approval),
            Claim = null,
        }),
        RunFact.GateDenied denied => WithoutGate(state, denied.Gate),
        RunFact.ApprovalRevoked revoked => WithoutGate(state, revoked.Gate),
        RunFact.GateExpired expired => WithoutGate(state, expired.Gate),
        RunFact.GateSuperseded superseded => Superseded(state, superseded),
        RunFact.EscalationDecided decided => WithoutGate(state, decided.Gate),
        RunFact.GateClaimed claimed => OnGate(state, claimed.Gate, gate => gate with { Claim = claimed.Claim }),
        RunFact.GateReleased released => OnGate(state, released.Gate, gate => gate with { Claim = null }),
        RunFact.GateDelayed delayed => OnGate(state, delayed.Gate, gate => gate with { DelayedUntil = delayed.Until }),
        RunFact.GateReminded reminded => OnGate(
            state, reminded.Gate, gate => gate with { RemindedAt = reminded.At }),
        RunFact.GateEscalated escalated => OnGate(
            state, escalated.Gate, gate => gate with { EscalatedAt = escalated.At, Claim = null }),
        RunFact.GatePassedByTimeout passed => OnGate(
            state, passed.Gate, gate => gate with { PassedBecause = passed.Sentence }),
        RunFact.GateWaived waived => AttemptFolder.On(state, waived.Attempt, attempt =>
            attempt with { Waived = (attempt.Waived ?? []).Add(waived.Placement) }),
        RunFact.InformationRequested asked => AttemptFolder.On(state, asked.Attempt, attempt =>
            attempt with { Information = (attempt.Information ?? []).Add(asked.Request) }),
        RunFact.InformationGiven given => AttemptFolder.On(state, given.Attempt, attempt => Answered(attempt, given)),
        RunFact.ActionEdited edited => Edited(state, edited),
        RunFact.RiskScored scored => AttemptFolder.On(state, scored.Attempt, attempt =>
            attempt with { Score = scored.Score }),
        RunFact.SurveyRecorded recorded => AttemptFolder.On(state, recorded.Attempt, attempt =>
            attempt with { Survey = recorded.Survey, SurveyPhase = recorded.Phase }),
        RunFact.AuthorityDelegated delegated => state with
        {
            Delegations = (state.Delegations ?? []).Add(delegated.Delegation),
        },
        RunFact.DelegationEnded ended => state with { Delegations = Ended(state.Delegations ?? [], ended.Delegation) },
        RunFact.PolicyAdopted adopted => state with
        {
            Policy = adopted.Policy,
            PolicyDigest = adopted.PolicyDigest,
        },
        _ => throw new NotSupportedException($"The fact {fact.GetType().Name} is not known to this program."),
    };

    private static RunState Opened(RunState state, Gate gate)
    {
        var next = AttemptFolder.On(state, gate.Attempt, attempt => gate.Place == GatePlacement.Escalation
            ? attempt with { Escalated = (attempt.Escalated ?? []).Add(gate.Subject!) }
            : AttemptFolder.Move(attempt, AttemptTrigger.GateOpened) with { Shown = null });
        return AttemptFolder.On(next, gate.Attempt, attempt => attempt with { GatesOpened = attempt.GatesOpened + 1 })
            with { Gates = state.Gates.Add(gate) };
    }

    // What was shown at a gate is kept until it is asked again, so that the next packet can lead with what changed.
    private static RunState Superseded(RunState state, RunFact.GateSuperseded superseded)
    {
        var gate = state.FindGate(superseded.Gate);
        var next = WithoutGate(state, superseded.Gate);
        return gate is { IsStrict: true, Place: not GatePlacement.Escalation }
            ? AttemptFolder.On(next, superseded.Attempt, attempt => attempt with { Shown = gate.Packet.Evidence })
            : next;
    }

    private static RunState Edited(RunState state, RunFact.ActionEdited edited) =>
        AttemptFolder.On(state, edited.Attempt, attempt => attempt with
        {
            Arguments = edited.Edit.ArgumentsAfter,
            Action = edited.Action,
            ActionDigest = edited.Edit.ActionAfter,
            Edits = (attempt.Edits ?? []).Add(edited.Edit),
        }) with
        {
            Gates = state.Gates.RemoveAll(gate => gate.Attempt == edited.Attempt),
        };

    private static Attempt Answered(Attempt attempt, RunFact.InformationGiven given) => attempt with
    {
        Information = (attempt.Information ?? []).Replace(one => one.Number == given.Request, one => one with
        {
            Answer = given.Answer,
            AnsweredAt = given.At,
        }),
    };

    // The place in the list is the number that the next one follows on, so an ended one stays, without effect.
    private static ValueList<Delegation> Ended(ValueList<Delegation> delegations, string id) =>
        delegations.Replace(one => one.Id == id, one => one with { Until = DateTimeOffset.MinValue });

    private static RunState OnGate(RunState state, GateId id, Func<Gate, Gate> change) =>
        state with { Gates = state.Gates.Replace(gate => gate.Id == id, change) };

    private static RunState WithoutGate(RunState state, GateId id) =>
        state with { Gates = state.Gates.RemoveAll(gate => gate.Id == id) };
}
