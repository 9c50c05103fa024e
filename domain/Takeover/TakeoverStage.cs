namespace DirectedExecution.Domain.Takeover;

/// <summary>Where a takeover stands; see <see cref="TakeoverMachine"/>.</summary>
public enum TakeoverStage
{
    Proposed,
    ReadingBack,
    ReadBackComplete,
    Accepted,
    Cancelled,
}
