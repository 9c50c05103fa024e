namespace DirectedExecution.Domain.Charters;

/// <summary>Whether actions meet the real systems.</summary>
public enum RunMode
{
    Live,
    Rehearsal,
}
