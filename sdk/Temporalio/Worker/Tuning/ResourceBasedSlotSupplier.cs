namespace Temporalio.Worker.Tuning;

/// <summary>Slots by the load of the machine. Not supported: a worker with it refuses to be made.</summary>
public sealed class ResourceBasedSlotSupplier : SlotSupplier
{
    /// <summary>Initializes a new instance of the <see cref="ResourceBasedSlotSupplier"/> class.</summary>
    /// <param name="options">Options of these slots.</param>
    /// <param name="tunerOptions">Load to aim at.</param>
    public ResourceBasedSlotSupplier(ResourceBasedSlotSupplierOptions options, ResourceBasedTunerOptions tunerOptions)
    {
        Options = options;
        TunerOptions = tunerOptions;
    }

    /// <summary>Gets the options of these slots.</summary>
    public ResourceBasedSlotSupplierOptions Options { get; }

    /// <summary>Gets the load to aim at.</summary>
    public ResourceBasedTunerOptions TunerOptions { get; }
}
