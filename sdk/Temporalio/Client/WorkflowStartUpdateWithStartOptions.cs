namespace Temporalio.Client;

/// <summary>Options of starting an update that starts its workflow if need be.</summary>
public class WorkflowStartUpdateWithStartOptions : WorkflowUpdateWithStartOptions
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowStartUpdateWithStartOptions"/> class.</summary>
    public WorkflowStartUpdateWithStartOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowStartUpdateWithStartOptions"/> class.</summary>
    /// <param name="startWorkflowOperation">The start.</param>
    /// <param name="waitForStage">Stage.</param>
    public WorkflowStartUpdateWithStartOptions(
        WithStartWorkflowOperation startWorkflowOperation, WorkflowUpdateStage waitForStage)
        : base(startWorkflowOperation) => WaitForStage = waitForStage;

    /// <summary>Initializes a new instance of the <see cref="WorkflowStartUpdateWithStartOptions"/> class.</summary>
    /// <param name="id">Update id.</param>
    /// <param name="startWorkflowOperation">The start.</param>
    /// <param name="waitForStage">Stage.</param>
    public WorkflowStartUpdateWithStartOptions(
        string id, WithStartWorkflowOperation startWorkflowOperation, WorkflowUpdateStage waitForStage)
        : base(id, startWorkflowOperation) => WaitForStage = waitForStage;

    /// <summary>Gets or sets the stage to wait for: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
