namespace Temporalio.Exceptions;

/// <summary>A Nexus operation failed. Never thrown by this SDK, which starts none.</summary>
/// <param name="operationId">Operation id.</param>
/// <param name="runId">Run id.</param>
/// <param name="inner">Why.</param>
public class NexusOperationFailedException(string operationId, string? runId, Exception? inner)
    : TemporalException("Nexus operation failed", inner)
{
    /// <summary>Gets the operation id.</summary>
    public string OperationId { get; } = operationId;

    /// <summary>Gets the run id.</summary>
    public string? RunId { get; } = runId;
}
