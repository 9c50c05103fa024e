namespace DirectedExecution.Domain.Directives;

/// <summary>What a human states about a doubtful action.</summary>
public enum ReconciledOutcome
{
    Done,
    NotDone,
}
