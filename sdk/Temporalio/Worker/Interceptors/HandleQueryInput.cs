using Temporalio.Api.Common.V1;
using Temporalio.Workflows;

namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="WorkflowInboundInterceptor.HandleQuery" />.</summary>
/// <param name="Id">Query id, unique in its task.</param>
/// <param name="Query">Query name.</param>
/// <param name="Definition">Definition.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Headers">Headers, if any.</param>
public record HandleQueryInput(
    string Id,
    string Query,
    WorkflowQueryDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);
