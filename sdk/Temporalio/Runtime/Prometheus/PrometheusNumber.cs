namespace Temporalio.Runtime.Prometheus;

/// <summary>One value.</summary>
internal sealed class PrometheusNumber
{
    public double Value { get; set; }
}
