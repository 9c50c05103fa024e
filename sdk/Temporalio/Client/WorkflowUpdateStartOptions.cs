namespace Temporalio.Client;

/// <summary>Options of starting an update.</summary>
public class WorkflowUpdateStartOptions : WorkflowUpdateOptions
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateStartOptions"/> class.</summary>
    public WorkflowUpdateStartOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateStartOptions"/> class.</summary>
    /// <param name="waitForStage">Stage.</param>
    public WorkflowUpdateStartOptions(WorkflowUpdateStage waitForStage) => WaitForStage = waitForStage;

    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateStartOptions"/> class.</summary>
    /// <param name="id">Update id.</param>
    /// <param name="waitForStage">Stage.</param>
    public WorkflowUpdateStartOptions(string id, WorkflowUpdateStage waitForStage)
        : base(id) => WaitForStage = waitForStage;

    /// <summary>Gets or sets the stage to wait for: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
