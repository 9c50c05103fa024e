using Temporalio.Protocol.Health.V1;

namespace DirectedExecution.DevServer.Api.Health;

/// <summary>What the health service says of a service's name.</summary>
internal static class Serving
{
    /// <summary>
    /// SERVING while the serial loop runs, NOT_SERVING when it had to stop; SERVICE_UNKNOWN for a service that is not
    /// here.
    /// </summary>
    public static HealthCheckResponse.Types.ServingStatus Of(string service, ApiContext context)
    {
        var isKnown = service is "" or ServiceNames.Workflow or ServiceNames.Operator ||
            (service == ServiceNames.Test && context.State.Skipping.IsSupported);
        return isKnown
            ? context.Loop.Completion.IsCompleted
                ? HealthCheckResponse.Types.ServingStatus.NotServing
                : HealthCheckResponse.Types.ServingStatus.Serving
            : HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
    }
}
