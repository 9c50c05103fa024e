namespace Temporalio.Runtime;

/// <summary>Options of the native core's Prometheus exporter, which this SDK does not have.</summary>
public class PrometheusOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="PrometheusOptions"/> class.</summary>
    public PrometheusOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PrometheusOptions"/> class.</summary>
    /// <param name="bindAddress">Bind address.</param>
    public PrometheusOptions(string bindAddress) => BindAddress = bindAddress;

    /// <summary>Gets or sets the bind address.</summary>
    public string? BindAddress { get; set; }

    /// <summary>Gets or sets a value indicating has counter total suffix.</summary>
    public bool HasCounterTotalSuffix { get; set; }

    /// <summary>Gets or sets a value indicating has unit suffix.</summary>
    public bool HasUnitSuffix { get; set; }

    /// <summary>Gets or sets a value indicating use seconds for duration.</summary>
    public bool UseSecondsForDuration { get; set; }

    /// <summary>Gets or sets the histogram bucket overrides.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<double>>? HistogramBucketOverrides { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
