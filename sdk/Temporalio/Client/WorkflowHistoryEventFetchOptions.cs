namespace Temporalio.Client;

/// <summary>Options of reading events of a history.</summary>
public class WorkflowHistoryEventFetchOptions : WorkflowHistoryFetchOptions
{
    /// <summary>Gets or sets a value indicating whether to wait for further events until the run is closed.</summary>
    public bool WaitNewEvent { get; set; }
}
