using Microsoft.Extensions.Logging;

namespace Temporalio.Worker;

/// <summary>What all runs of one worker share.</summary>
internal sealed record WorkflowRunContext
{
    /// <summary>Gets the namespace of the worker.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the worker's own task queue: where activities go that name none.</summary>
    public required string TaskQueue { get; init; }

    /// <summary>Gets where workflow code logs to.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>Gets further exception types that fail a workflow instead of its task.</summary>
    public IReadOnlyCollection<Type> FailureExceptionTypes { get; init; } = [];

    /// <summary>Gets how long user code may run without giving way; infinite in debug mode.</summary>
    public TimeSpan DeadlockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets a value indicating whether the server keeps SDK flags (capability <c>sdk_metadata</c>).</summary>
    public bool SdkMetadataSupported { get; init; } = true;

    /// <summary>Gets the build id of this worker.</summary>
    public string BuildId { get; init; } = string.Empty;
}
