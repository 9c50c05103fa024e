using Temporalio.Common;

namespace Temporalio.Runtime.Metrics;

/// <summary>A meter over a custom one; over none, its metrics go nowhere.</summary>
internal sealed class CustomMeter(
    ICustomMetricMeter? custom, MetricsOptions options, object? tags, Func<bool>? isSilent)
    : MetricMeter
{
    /// <summary>What the names of the SDK's own metrics begin with, unless the options say otherwise.</summary>
    public const string UsualPrefix = "temporal_";

    /// <summary>Gets a value indicating whether metrics go anywhere.</summary>
    public bool IsOn => custom is not null;

    /// <summary>Gets what the names of the SDK's own metrics begin with.</summary>
    public string Prefix => options.MetricPrefix ?? UsualPrefix;

    /// <summary>The meter of a runtime, with the tags that all its metrics have.</summary>
    public static CustomMeter Of(MetricsOptions options)
    {
        var meter = new CustomMeter(options.CustomMetricMeter, options, null, null);
        var global = (options.GlobalTags ?? []).Select(tag => KeyValuePair.Create(tag.Key, (object)tag.Value));
        return options.AttachServiceName
            ? meter.With(global.Append(KeyValuePair.Create("service_name", (object)"temporal-core-sdk")))
            : meter.With(global);
    }

    public override MetricCounter<T> CreateCounter<T>(string name, string? unit = null, string? description = null)
    {
        RequireWhole<T>("counter");
        return new CustomCounter<T>(
            this, custom?.CreateCounter<long>(name, unit, description), name, unit, description);
    }

    public override MetricHistogram<T> CreateHistogram<T>(
        string name, string? unit = null, string? description = null) =>
        new CustomHistogram<T>(
            this, custom is null ? null : WriterOf<T>(custom, name, unit, description), name, unit, description);

    public override MetricGauge<T> CreateGauge<T>(string name, string? unit = null, string? description = null)
    {
        if (MetricValues.IsReal<T>())
        {
            var real = custom?.CreateGauge<double>(name, unit, description);
            Action<T, object>? setReal = real is null
                ? null
                : (value, with) => real.Set(MetricValues.ToDouble(value), with);
            return new CustomGauge<T>(this, setReal, name, unit, description);
        }

        RequireWhole<T>("gauge");
        var whole = custom?.CreateGauge<long>(name, unit, description);
        Action<T, object>? set = whole is null ? null : (value, with) => whole.Set(MetricValues.ToInt64(value), with);
        return new CustomGauge<T>(this, set, name, unit, description);
    }

    public override MetricMeter WithTags(IEnumerable<KeyValuePair<string, object>> tags) => With(tags);

    /// <summary>This meter, silent while that says so.</summary>
    public CustomMeter SilentWhile(Func<bool> condition) => new(custom, options, tags, condition);

    public CustomMeter With(IEnumerable<KeyValuePair<string, object>> more) =>
        custom is null ? this : new(custom, options, Tags(tags, more), isSilent);

    /// <summary>The tags for one value; null when it must not be recorded.</summary>
    public object? TagsFor(IEnumerable<KeyValuePair<string, object>>? extra) =>
        custom is null || isSilent?.Invoke() == true ? null
        : extra is null ? tags ?? Tags(null, []) : Tags(tags, extra);

    private object Tags(object? from, IEnumerable<KeyValuePair<string, object>> more) => custom!.CreateTags(
        from, [.. more.Select(tag => KeyValuePair.Create(tag.Key, MetricValues.Tag(tag.Value)))]);

    private static void RequireWhole<T>(string kind)
    {
        if (!MetricValues.IsWhole<T>())
        {
            throw new ArgumentException($"A {kind} cannot have values of type {typeof(T)}");
        }
    }

    private Action<T, object> WriterOf<T>(ICustomMetricMeter meter, string name, string? unit, string? description)
        where T : struct
    {
        if (typeof(T) == typeof(TimeSpan))
        {
            return DurationWriter<T>(meter, name, unit, description);
        }

        if (MetricValues.IsReal<T>())
        {
            var real = meter.CreateHistogram<double>(name, unit, description);
            return (value, with) => real.Record(MetricValues.ToDouble(value), with);
        }

        RequireWhole<T>("histogram");
        var whole = meter.CreateHistogram<long>(name, unit, description);
        return (value, with) => whole.Record(MetricValues.ToInt64(value), with);
    }

    private Action<T, object> DurationWriter<T>(
        ICustomMetricMeter meter, string name, string? unit, string? description)
        where T : struct
    {
        switch ((options.CustomMetricMeterOptions ?? new()).HistogramDurationFormat)
        {
            case CustomMetricMeterOptions.DurationFormat.IntegerMilliseconds:
                var milliseconds = meter.CreateHistogram<long>(name, unit ?? "ms", description);
                return (value, with) => milliseconds.Record((long)((TimeSpan)(object)value).TotalMilliseconds, with);
            case CustomMetricMeterOptions.DurationFormat.FloatSeconds:
                var seconds = meter.CreateHistogram<double>(name, unit ?? "s", description);
                return (value, with) => seconds.Record(((TimeSpan)(object)value).TotalSeconds, with);
            default:
                var spans = meter.CreateHistogram<TimeSpan>(name, unit ?? "duration", description);
                return (value, with) => spans.Record((TimeSpan)(object)value, with);
        }
    }
}
