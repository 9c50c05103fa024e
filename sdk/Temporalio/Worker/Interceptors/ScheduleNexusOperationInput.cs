using Temporalio.Workflows;

namespace Temporalio.Worker.Interceptors;

/// <summary>A Nexus operation, which this SDK does not support.</summary>
/// <param name="Service">Service.</param>
/// <param name="ClientOptions">Options of the client.</param>
/// <param name="OperationName">Operation.</param>
/// <param name="Arg">Argument.</param>
/// <param name="Options">Options.</param>
/// <param name="Headers">Headers.</param>
public record ScheduleNexusOperationInput(
    string Service,
    NexusWorkflowClientOptions ClientOptions,
    string OperationName,
    object? Arg,
    NexusWorkflowOperationOptions Options,
    IDictionary<string, string>? Headers);
