namespace DirectedExecution.Domain.Takeover;

/// <summary>Who began a takeover: the lead who offers, or the successor who requests.</summary>
public enum TakeoverOrigin
{
    Offered,
    Requested,
}
