namespace Temporalio.Runtime;

/// <summary>
/// Where metrics go, those of users and the SDK's own: to Prometheus, or to a <see cref="CustomMetricMeter"/>, such as
/// that of <c>Temporalio.Extensions.DiagnosticSource</c>, which any exporter of .NET can read.
/// </summary>
public class MetricsOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="MetricsOptions"/> class.</summary>
    public MetricsOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="MetricsOptions"/> class.</summary>
    /// <param name="prometheus">Where Prometheus reads them.</param>
    public MetricsOptions(PrometheusOptions prometheus) => Prometheus = prometheus;

    /// <summary>Initializes a new instance of the <see cref="MetricsOptions"/> class.</summary>
    /// <param name="openTelemetry">Not supported.</param>
    /// <exception cref="NotSupportedException">Always: there is no exporter here.</exception>
    public MetricsOptions(OpenTelemetryOptions openTelemetry) => OpenTelemetry = openTelemetry;

    /// <summary>
    /// Gets or sets where Prometheus reads the metrics; not together with <see cref="CustomMetricMeter"/>.
    /// Default null: nowhere.
    /// </summary>
    public PrometheusOptions? Prometheus { get; set; }

    /// <summary>Gets or sets the OpenTelemetry exporter. Only null is supported.</summary>
    /// <exception cref="NotSupportedException">A value was set.</exception>
    public OpenTelemetryOptions? OpenTelemetry
    {
        get => null;
        set => NativeOnly.Refuse(value, "The OpenTelemetry exporter; use CustomMetricMeter");
    }

    /// <summary>Gets or sets the meter. Default null: metrics go nowhere.</summary>
    public ICustomMetricMeter? CustomMetricMeter { get; set; }

    /// <summary>Gets or sets how the meter gets its values.</summary>
    public CustomMetricMeterOptions? CustomMetricMeterOptions { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether all metrics have a tag <c>service_name</c>. Default true.
    /// </summary>
    public bool AttachServiceName { get; set; } = true;

    /// <summary>Gets or sets tags of all metrics. Default none.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? GlobalTags { get; set; }

    /// <summary>Gets or sets what the names of the SDK's own metrics begin with. Default <c>temporal_</c>.</summary>
    public string? MetricPrefix { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (MetricsOptions)MemberwiseClone();
        copy.Prometheus = (PrometheusOptions?)Prometheus?.Clone();
        copy.CustomMetricMeterOptions = (CustomMetricMeterOptions?)CustomMetricMeterOptions?.Clone();
        return copy;
    }
}
