using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>A signal.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="Signal">Name of the signal.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Options">Options.</param>
/// <param name="Headers">Headers; null for none.</param>
public record SignalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    WorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers);
