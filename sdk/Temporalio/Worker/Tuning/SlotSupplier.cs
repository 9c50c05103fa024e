namespace Temporalio.Worker.Tuning;

/// <summary>Says how many tasks of a kind a worker may have at once.</summary>
public abstract class SlotSupplier
{
    private protected SlotSupplier()
    {
    }
}
