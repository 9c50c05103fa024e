using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>An update that starts its workflow if need be.</summary>
/// <param name="Update">Name of the update.</param>
/// <param name="Args">Arguments.</param>
/// <param name="Options">Options, with the start.</param>
/// <param name="Headers">Headers of the update; null for none. Those of the start are with it.</param>
public record StartUpdateWithStartWorkflowInput(
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowStartUpdateWithStartOptions Options,
    IDictionary<string, Payload>? Headers);
