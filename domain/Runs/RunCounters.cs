namespace DirectedExecution.Domain.Runs;

/// <summary>Numbers for the ids of things that a run raises.</summary>
public sealed record RunCounters(int Blocks, int Contradictions, int Takeovers);
