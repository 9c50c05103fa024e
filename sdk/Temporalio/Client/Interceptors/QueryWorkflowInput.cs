using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>A query.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="Query">Name of the query.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Options">Options.</param>
/// <param name="Headers">Headers; null for none.</param>
public record QueryWorkflowInput(
    string Id,
    string? RunId,
    string Query,
    IReadOnlyCollection<object?> Args,
    WorkflowQueryOptions? Options,
    IDictionary<string, Payload>? Headers);
