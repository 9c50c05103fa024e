using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>An update.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="FirstExecutionRunId">First run of the chain that is meant; null for any.</param>
/// <param name="Update">Name of the update.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Options">Options.</param>
/// <param name="Headers">Headers; null for none.</param>
public record StartWorkflowUpdateInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowUpdateStartOptions Options,
    IDictionary<string, Payload>? Headers);
