using Temporalio.Common;
using Temporalio.Runtime.Metrics;

namespace Temporalio.Runtime;

/// <summary>What connections share. Source compatibility: this SDK has no native runtime to configure.</summary>
public sealed class TemporalRuntime
{
    /// <summary>What the names begin with that belong to Temporal; dynamic handlers never see them.</summary>
    internal const string ReservedNamePrefix = "__temporal";

    private readonly Lazy<SdkInstruments> instruments;

    /// <summary>Initializes a new instance of the <see cref="TemporalRuntime"/> class.</summary>
    /// <param name="options">Options.</param>
    public TemporalRuntime(TemporalRuntimeOptions options)
    {
        Options = (TemporalRuntimeOptions)options.Clone();
        Meter = CustomMeter.Of(Options.Telemetry.Metrics ?? new());
        instruments = new(() => new(Meter));
    }

    /// <summary>Gets the runtime of connections that name none.</summary>
    public static TemporalRuntime Default { get; } = new(new());

    /// <summary>Gets the meter; its metrics go where the options say.</summary>
    public MetricMeter MetricMeter => Meter;

    /// <summary>Gets the meter.</summary>
    internal CustomMeter Meter { get; }

    /// <summary>Gets the instruments of the SDK's own metrics, made when they are first needed.</summary>
    internal SdkInstruments Instruments => instruments.Value;

    /// <summary>Gets the options.</summary>
    internal TemporalRuntimeOptions Options { get; }
}
