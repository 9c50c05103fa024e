namespace Temporalio.Worker.Tuning;

/// <summary>Slots by the load of the machine.</summary>
/// <param name="MinimumSlots">Fewest slots; null for the default.</param>
/// <param name="MaximumSlots">Most slots; null for the default.</param>
/// <param name="RampThrottle">Time between two more slots; null for the default.</param>
public sealed record ResourceBasedSlotSupplierOptions(
    int? MinimumSlots = null, int? MaximumSlots = null, TimeSpan? RampThrottle = null);
