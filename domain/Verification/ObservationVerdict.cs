namespace DirectedExecution.Domain.Verification;

/// <summary>Whether an expectation was met, or could not be told.</summary>
public enum ObservationVerdict
{
    Met,
    NotMet,
    Unreadable,
}
