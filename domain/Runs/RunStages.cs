using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>Which of the five stages a state is in, and which a fact belongs to.</summary>
internal static class RunStages
{
    public static RunStage Current(RunState state)
    {
        if (state.Takeover?.Lane is null && Holds.IsReadingBack(state))
        {
            return RunStage.TakeoverPackaging;
        }

        return state.Attempts().FirstOrDefault(attempt => AttemptStages.IsOpen(attempt.Stage)) is { } attempt
            ? Of(attempt)
            : RunStage.InstructionIntake;
    }

    public static RunStage Of(RunFact fact) => fact switch
    {
        RunFact.ReadingsRequested requested => Of(requested.Purpose),
        RunFact.ReadingsRecorded recorded => Of(recorded.Purpose),
        RunFact.ContradictionRaised raised => Of(raised.Contradiction.Purpose),
        RunFact.BlockRaised { Block.Kind: BlockKind.Mismatch or BlockKind.BoundaryEffect } => RunStage.Verification,
        RunFact.BlockRaised { Block.Kind: BlockKind.Boundary } => RunStage.InstructionIntake,
        RunFact.RunCheckRequested or RunFact.RunCheckRecorded or RunFact.NoGoHeld or RunFact.NoGoLifted =>
            RunStage.StateHydration,
        RunFact.BlockRaised or RunFact.ContradictionCleared => RunStage.StateHydration,
        RunFact.StepDirected or RunFact.StepSkipped or RunFact.GateOpened or RunFact.GateApproved or RunFact.GateDenied
            or RunFact.GateExpired or RunFact.GateSuperseded or RunFact.ActionDispatched or RunFact.ActionReported
            or RunFact.AttemptWithdrawn or RunFact.AttemptLost or RunFact.ApprovalRevoked
            or RunFact.ApprovalCounted or RunFact.GateClaimed or RunFact.GateReleased
            or RunFact.GateDelayed or RunFact.InformationRequested or RunFact.InformationGiven or RunFact.ActionEdited
            or RunFact.GateReminded or RunFact.GateEscalated or RunFact.GatePassedByTimeout or RunFact.GateWaived
            or RunFact.RiskScored or RunFact.EscalationDecided or RunFact.SeededGateMarked => RunStage.StepExecution,
        RunFact.SurveyRecorded => RunStage.StateHydration,
        RunFact.OutcomeSettled or RunFact.DoubtRemained or RunFact.AttemptVerified or RunFact.AttemptFailed
            or RunFact.StepReversed => RunStage.Verification,
        RunFact.TakeoverProposed or RunFact.TakeoverApproved or RunFact.PacketRenewed or RunFact.PointConfirmed
            or RunFact.TakeoverCancelled or RunFact.LeadChanged or RunFact.LaneLeadChanged =>
                RunStage.TakeoverPackaging,
        _ => RunStage.InstructionIntake,
    };

    private static RunStage Of(Attempt attempt) => attempt.Stage switch
    {
        AttemptStage.Directed or AttemptStage.Prechecking or AttemptStage.Rechecking => RunStage.StateHydration,
        AttemptStage.AwaitingGate or AttemptStage.Dispatching => RunStage.StepExecution,
        AttemptStage.Blocked => RunStage.InstructionIntake,
        AttemptStage.Contradicted => Of(attempt.Purpose!.Value),
        _ => RunStage.Verification,
    };

    private static RunStage Of(ReadingPurpose purpose) =>
        purpose is ReadingPurpose.Precheck or ReadingPurpose.Recheck ? RunStage.StateHydration : RunStage.Verification;
}
