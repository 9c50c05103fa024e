namespace Temporalio.Client;

/// <summary>How far an update has come.</summary>
public enum WorkflowUpdateStage
{
    /// <summary>Not stated.</summary>
    None = 0,

    /// <summary>The server has taken it in; one cannot wait for this.</summary>
    Admitted = 1,

    /// <summary>The workflow has accepted it.</summary>
    Accepted = 2,

    /// <summary>It is done.</summary>
    Completed = 3,
}
