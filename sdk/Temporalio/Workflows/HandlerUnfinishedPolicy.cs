namespace Temporalio.Workflows;

/// <summary>What happens when a workflow ends while a signal or update handler still runs.</summary>
public enum HandlerUnfinishedPolicy
{
    /// <summary>Log a warning and abandon the handler.</summary>
    WarnAndAbandon,

    /// <summary>Abandon the handler silently.</summary>
    Abandon,
}
