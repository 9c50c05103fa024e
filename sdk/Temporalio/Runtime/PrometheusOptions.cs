namespace Temporalio.Runtime;

/// <summary>
/// Where Prometheus reads metrics: <c>GET /metrics</c> on an address, from when the runtime is made until the process
/// ends.
/// </summary>
public class PrometheusOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="PrometheusOptions"/> class.</summary>
    public PrometheusOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PrometheusOptions"/> class.</summary>
    /// <param name="bindAddress">Address to listen on.</param>
    public PrometheusOptions(string bindAddress) => BindAddress = bindAddress;

    /// <summary>
    /// Gets or sets the address to listen on, as <c>IP:PORT</c>. Anyone who reaches it reads the metrics.
    /// </summary>
    public string? BindAddress { get; set; }

    /// <summary>Gets or sets a value indicating whether names of counters end in <c>_total</c>. Default no.</summary>
    public bool HasCounterTotalSuffix { get; set; }

    /// <summary>Gets or sets a value indicating whether names end in their unit. Default no.</summary>
    public bool HasUnitSuffix { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether durations are in seconds. Default: whole milliseconds.
    /// </summary>
    public bool UseSecondsForDuration { get; set; }

    /// <summary>
    /// Gets or sets upper bounds of histograms by name, with or without the prefix. Default: the official ones.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<double>>? HistogramBucketOverrides { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
