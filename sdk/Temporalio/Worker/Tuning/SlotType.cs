namespace Temporalio.Worker.Tuning;

/// <summary>What a slot is for.</summary>
public enum SlotType
{
    /// <summary>Workflow tasks.</summary>
    Workflow,

    /// <summary>Activities.</summary>
    Activity,

    /// <summary>Local activities.</summary>
    LocalActivity,

    /// <summary>Nexus operations.</summary>
    NexusOperation,
}
