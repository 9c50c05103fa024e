using Temporalio.Api.Common.V1;
using Temporalio.Workflows;

namespace Temporalio.Worker.Interceptors;

/// <summary>Input of <see cref="WorkflowOutboundInterceptor.CreateContinueAsNewException" />.</summary>
/// <param name="Workflow">Workflow type of the new run.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Options">Options, if any.</param>
/// <param name="Headers">Headers, if any.</param>
public record CreateContinueAsNewExceptionInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ContinueAsNewOptions? Options,
    IDictionary<string, Payload>? Headers);
