namespace Temporalio.Worker.Tuning;

/// <summary>A number of slots that does not change.</summary>
public sealed class FixedSizeSlotSupplier : SlotSupplier
{
    /// <summary>Initializes a new instance of the <see cref="FixedSizeSlotSupplier"/> class.</summary>
    /// <param name="slotCount">Slots.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public FixedSizeSlotSupplier(int slotCount) => SlotCount = slotCount > 0
        ? slotCount
        : throw new ArgumentException("Slot count must be positive", nameof(slotCount));

    /// <summary>Gets the slots.</summary>
    public int SlotCount { get; }
}
