namespace Temporalio.Worker.Tuning;

/// <summary>Says how many tasks of each kind a worker may have at once.</summary>
public class WorkerTuner : IWorkerTuner
{
    /// <summary>Initializes a new instance of the <see cref="WorkerTuner"/> class.</summary>
    /// <param name="workflowTaskSlotSupplier">Slots for workflow tasks.</param>
    /// <param name="activityTaskSlotSupplier">Slots for activities.</param>
    /// <param name="localActivitySlotSupplier">Slots for local activities.</param>
    /// <param name="nexusTaskSlotSupplier">Slots for Nexus operations.</param>
    public WorkerTuner(
        SlotSupplier workflowTaskSlotSupplier,
        SlotSupplier activityTaskSlotSupplier,
        SlotSupplier localActivitySlotSupplier,
        SlotSupplier nexusTaskSlotSupplier)
    {
        WorkflowTaskSlotSupplier = workflowTaskSlotSupplier;
        ActivityTaskSlotSupplier = activityTaskSlotSupplier;
        LocalActivitySlotSupplier = localActivitySlotSupplier;
        NexusTaskSlotSupplier = nexusTaskSlotSupplier;
    }

    /// <inheritdoc />
    public SlotSupplier WorkflowTaskSlotSupplier { get; init; }

    /// <inheritdoc />
    public SlotSupplier ActivityTaskSlotSupplier { get; init; }

    /// <inheritdoc />
    public SlotSupplier LocalActivitySlotSupplier { get; init; }

    /// <summary>Gets the slots for Nexus operations; without effect.</summary>
    public SlotSupplier NexusTaskSlotSupplier { get; init; }

    /// <summary>
    /// Makes a tuner by the load of the machine. Not supported: a worker with one refuses to be made.
    /// </summary>
    /// <param name="targetMemoryUsage">Memory to use, from 0 to 1.</param>
    /// <param name="targetCpuUsage">Processor time to use, from 0 to 1.</param>
    /// <param name="workflowOptions">Options for workflow tasks.</param>
    /// <param name="activityOptions">Options for activities.</param>
    /// <param name="localActivityOptions">Options for local activities.</param>
    /// <param name="nexusOptions">Options for Nexus operations.</param>
    /// <returns>The tuner.</returns>
    public static WorkerTuner CreateResourceBased(
        double targetMemoryUsage,
        double targetCpuUsage,
        ResourceBasedSlotSupplierOptions? workflowOptions = null,
        ResourceBasedSlotSupplierOptions? activityOptions = null,
        ResourceBasedSlotSupplierOptions? localActivityOptions = null,
        ResourceBasedSlotSupplierOptions? nexusOptions = null)
    {
        var tuner = new ResourceBasedTunerOptions(targetMemoryUsage, targetCpuUsage);
        ResourceBasedSlotSupplier Supplier(ResourceBasedSlotSupplierOptions? options) => new(options ?? new(), tuner);
        return new(
            Supplier(workflowOptions),
            Supplier(activityOptions),
            Supplier(localActivityOptions), Supplier(nexusOptions));
    }

    /// <summary>Makes a tuner with numbers of slots that do not change.</summary>
    /// <param name="workflowTaskSlots">Slots for workflow tasks.</param>
    /// <param name="activityTaskSlots">Slots for activities.</param>
    /// <param name="localActivitySlots">Slots for local activities.</param>
    /// <param name="nexusTaskSlots">Slots for Nexus operations.</param>
    /// <returns>The tuner.</returns>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    public static WorkerTuner CreateFixedSize(
        int workflowTaskSlots, int activityTaskSlots, int localActivitySlots, int nexusTaskSlots = 100) => new(
        new FixedSizeSlotSupplier(workflowTaskSlots),
        new FixedSizeSlotSupplier(activityTaskSlots),
        new FixedSizeSlotSupplier(localActivitySlots),
        new FixedSizeSlotSupplier(nexusTaskSlots));
}
