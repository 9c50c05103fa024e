namespace Temporalio.Runtime;

/// <summary>Open telemetry metric temporality.</summary>
public enum OpenTelemetryMetricTemporality
{
    /// <summary>Cumulative.</summary>
    Cumulative = 0,

    /// <summary>Delta.</summary>
    Delta = 1,
}
