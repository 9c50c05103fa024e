namespace Temporalio.Worker.Tuning;

/// <summary>Says how many tasks of each kind a worker may have at once.</summary>
public interface IWorkerTuner
{
    /// <summary>Gets the slots for workflow tasks.</summary>
    SlotSupplier WorkflowTaskSlotSupplier { get; }

    /// <summary>Gets the slots for activities.</summary>
    SlotSupplier ActivityTaskSlotSupplier { get; }

    /// <summary>Gets the slots for local activities.</summary>
    SlotSupplier LocalActivitySlotSupplier { get; }
}
