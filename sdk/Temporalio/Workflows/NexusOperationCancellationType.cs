namespace Temporalio.Workflows;

/// <summary>What cancelling a Nexus operation waits for.</summary>
public enum NexusOperationCancellationType
{
    /// <summary>Until the operation has ended.</summary>
    WaitCancellationCompleted = 0,

    /// <summary>For nothing, and nothing is sent.</summary>
    Abandon = 1,

    /// <summary>For nothing.</summary>
    TryCancel = 2,

    /// <summary>Until the handler has taken the request.</summary>
    WaitCancellationRequested = 3,
}
