namespace Temporalio.Worker.Tuning;

/// <summary>What a slot is used for.</summary>
public record SlotInfo
{
    private SlotInfo()
    {
    }

    /// <summary>A workflow task.</summary>
    /// <param name="WorkflowType">Workflow type.</param>
    /// <param name="IsSticky">Whether of a cached workflow.</param>
    public sealed record WorkflowSlotInfo(string WorkflowType, bool IsSticky) : SlotInfo;

    /// <summary>An activity.</summary>
    /// <param name="ActivityType">Activity type.</param>
    public sealed record ActivitySlotInfo(string ActivityType) : SlotInfo;

    /// <summary>A local activity.</summary>
    /// <param name="ActivityType">Activity type.</param>
    public sealed record LocalActivitySlotInfo(string ActivityType) : SlotInfo;

    /// <summary>A Nexus operation.</summary>
    /// <param name="ServiceHandlerType">Service.</param>
    /// <param name="OperationName">Operation.</param>
    public sealed record NexusOperationSlotInfo(string ServiceHandlerType, string OperationName) : SlotInfo;
}
