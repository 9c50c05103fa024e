using System.Net;
using Temporalio.Common;
using Temporalio.Runtime.Metrics;
using Temporalio.Runtime.Prometheus;

namespace Temporalio.Runtime;

/// <summary>What connections share. Source compatibility: this SDK has no native runtime to configure.</summary>
public sealed class TemporalRuntime
{
    /// <summary>What the names begin with that belong to Temporal; dynamic handlers never see them.</summary>
    internal const string ReservedNamePrefix = "__temporal";

    private readonly Lazy<SdkInstruments> instruments;

    /// <summary>Initializes a new instance of the <see cref="TemporalRuntime"/> class.</summary>
    /// <param name="options">Options.</param>
    /// <exception cref="ArgumentException">The options of the metrics or of the logs are wrong.</exception>
    /// <exception cref="InvalidOperationException">Prometheus cannot be served on the address.</exception>
    public TemporalRuntime(TemporalRuntimeOptions options)
    {
        Options = (TemporalRuntimeOptions)options.Clone();
        Meter = CustomMeter.Of(WithPrometheus(Options.Telemetry.Metrics ?? new()));
        Logger = ForwardedLogger.Of(Options.Telemetry.Logging);
        instruments = new(() => new(Meter));
    }

    /// <summary>Gets where Prometheus reads the metrics; null if it does not.</summary>
    internal IPEndPoint? PrometheusAddress { get; private set; }

    /// <summary>Gets the runtime of connections that name none.</summary>
    public static TemporalRuntime Default { get; } = new(new());

    /// <summary>Gets the meter; its metrics go where the options say.</summary>
    public MetricMeter MetricMeter => Meter;

    /// <summary>Gets the meter.</summary>
    internal CustomMeter Meter { get; }

    /// <summary>Gets where the SDK's own logs are forwarded to; null if they are not.</summary>
    internal ForwardedLogger? Logger { get; }

    /// <summary>Gets the instruments of the SDK's own metrics, made when they are first needed.</summary>
    internal SdkInstruments Instruments => instruments.Value;

    /// <summary>Gets the options.</summary>
    internal TemporalRuntimeOptions Options { get; }

    private MetricsOptions WithPrometheus(MetricsOptions metrics)
    {
        if (metrics.Prometheus is not { } prometheus)
        {
            return metrics;
        }

        if (metrics.CustomMetricMeter is not null)
        {
            throw new ArgumentException("Metrics go to Prometheus or to a custom meter, not to both");
        }

        var meter = new PrometheusMeter(prometheus, metrics.MetricPrefix ?? CustomMeter.UsualPrefix);
        PrometheusAddress = PrometheusEndpoint.Start(prometheus.BindAddress, meter.Text).Address;
        var served = (MetricsOptions)metrics.Clone();
        served.CustomMetricMeter = meter;
        served.CustomMetricMeterOptions = new()
        {
            HistogramDurationFormat = prometheus.UseSecondsForDuration
                ? CustomMetricMeterOptions.DurationFormat.FloatSeconds
                : CustomMetricMeterOptions.DurationFormat.IntegerMilliseconds,
        };
        return served;
    }
}
