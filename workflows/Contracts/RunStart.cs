namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// The workflow's argument: a new run has an opening, a run that was continued as new has what it carries. Stored
/// shape.
/// </summary>
public sealed record RunStart(RunOpening? Opening = null, RunCarryOver? CarryOver = null);
