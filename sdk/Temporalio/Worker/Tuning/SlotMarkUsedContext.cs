namespace Temporalio.Worker.Tuning;

/// <summary>A slot that is used now.</summary>
/// <param name="SlotInfo">What for.</param>
/// <param name="Permit">Permit of the slot.</param>
public record SlotMarkUsedContext(SlotInfo SlotInfo, SlotPermit Permit);
