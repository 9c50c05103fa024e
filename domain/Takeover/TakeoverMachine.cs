using DirectedExecution.Domain.Primitives;
using static DirectedExecution.Domain.Takeover.TakeoverStage;
using Trigger = DirectedExecution.Domain.Takeover.TakeoverTrigger;

namespace DirectedExecution.Domain.Takeover;

/// <summary>The stages of a takeover as a table.</summary>
public static class TakeoverMachine
{
    public static MachineTable<TakeoverStage, TakeoverTrigger> Table { get; } = new("A takeover", [
        (Proposed, Trigger.Approve, ReadingBack),
        (Proposed, Trigger.Cancel, Cancelled),
        (ReadingBack, Trigger.Confirm, ReadingBack),
        (ReadingBack, Trigger.ConfirmLast, ReadBackComplete),
        (ReadingBack, Trigger.Renew, ReadingBack),
        (ReadingBack, Trigger.Cancel, Cancelled),
        (ReadBackComplete, Trigger.Renew, ReadingBack),
        (ReadBackComplete, Trigger.Accept, Accepted),
        (ReadBackComplete, Trigger.Cancel, Cancelled),
    ]);
}
