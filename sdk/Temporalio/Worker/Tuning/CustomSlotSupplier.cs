namespace Temporalio.Worker.Tuning;

/// <summary>Slots by rules of one's own. Not supported: a worker with one refuses to be made.</summary>
public abstract class CustomSlotSupplier : SlotSupplier
{
    /// <summary>Initializes a new instance of the <see cref="CustomSlotSupplier"/> class.</summary>
    protected CustomSlotSupplier()
    {
    }

    /// <summary>Waits for a slot.</summary>
    /// <param name="ctx">What it is for.</param>
    /// <param name="cancellationToken">Token that ends the wait.</param>
    /// <returns>The permit.</returns>
    public abstract Task<SlotPermit> ReserveSlotAsync(SlotReserveContext ctx, CancellationToken cancellationToken);

    /// <summary>Takes a slot if there is one.</summary>
    /// <param name="ctx">What it is for.</param>
    /// <returns>The permit; null if there is none.</returns>
    public abstract SlotPermit? TryReserveSlot(SlotReserveContext ctx);

    /// <summary>Hears that a slot is used now.</summary>
    /// <param name="ctx">The slot.</param>
    public abstract void MarkSlotUsed(SlotMarkUsedContext ctx);

    /// <summary>Hears that a slot is free again.</summary>
    /// <param name="ctx">The slot.</param>
    public abstract void ReleaseSlot(SlotReleaseContext ctx);
}
