namespace DirectedExecution.Domain.Takeover;

/// <summary>What moves a takeover.</summary>
public enum TakeoverTrigger
{
    Approve,
    Confirm,
    ConfirmLast,
    Renew,
    Accept,
    Cancel,
}
