namespace Temporalio.Worker.Tuning;

/// <summary>A slot that is given back.</summary>
/// <param name="SlotInfo">What it was used for; null if for nothing.</param>
/// <param name="Permit">Permit of the slot.</param>
public record SlotReleaseContext(SlotInfo? SlotInfo, SlotPermit Permit);
