namespace DirectedExecution.Domain.Runs;

/// <summary>The five stages of a run (R9).</summary>
public enum RunStage
{
    InstructionIntake,
    StateHydration,
    StepExecution,
    Verification,
    TakeoverPackaging,
}
