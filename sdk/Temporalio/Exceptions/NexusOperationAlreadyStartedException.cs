namespace Temporalio.Exceptions;

/// <summary>
/// The id of a Nexus operation is in use. Never thrown by this SDK, which starts none.
/// </summary>
/// <param name="message">Message.</param>
/// <param name="operationId">Operation id.</param>
/// <param name="runId">Run that has the id.</param>
public class NexusOperationAlreadyStartedException(string message, string operationId, string? runId)
    : FailureException(message)
{
    /// <summary>Gets the operation id.</summary>
    public string OperationId { get; } = operationId;

    /// <summary>Gets the run that has the id.</summary>
    public string? RunId { get; } = runId;
}
