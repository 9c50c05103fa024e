namespace Temporalio.Runtime;

/// <summary>Open telemetry protocol.</summary>
public enum OpenTelemetryProtocol
{
    /// <summary>GRPC.</summary>
    Grpc = 0,

    /// <summary>Http.</summary>
    Http = 1,
}
