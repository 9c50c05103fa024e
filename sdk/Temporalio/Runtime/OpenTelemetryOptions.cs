namespace Temporalio.Runtime;

/// <summary>Options of the native core's OpenTelemetry exporter, which this SDK does not have.</summary>
public class OpenTelemetryOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="OpenTelemetryOptions"/> class.</summary>
    public OpenTelemetryOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OpenTelemetryOptions"/> class.</summary>
    /// <param name="url">Where to export to.</param>
    public OpenTelemetryOptions(string url)
        : this(new Uri(url))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="OpenTelemetryOptions"/> class.</summary>
    /// <param name="url">Where to export to.</param>
    public OpenTelemetryOptions(Uri url) => Url = url;

    /// <summary>Gets or sets the url.</summary>
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the headers.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? Headers { get; set; }

    /// <summary>Gets or sets the metrics export interval.</summary>
    public TimeSpan? MetricsExportInterval { get; set; }

    /// <summary>Gets or sets the metric temporality.</summary>
    public OpenTelemetryMetricTemporality MetricTemporality { get; set; }

    /// <summary>Gets or sets a value indicating use seconds for duration.</summary>
    public bool UseSecondsForDuration { get; set; }

    /// <summary>Gets or sets the protocol.</summary>
    public OpenTelemetryProtocol Protocol { get; set; }

    /// <summary>Gets or sets the histogram bucket overrides.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<double>>? HistogramBucketOverrides { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
