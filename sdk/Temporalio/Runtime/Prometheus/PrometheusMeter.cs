using System.Collections.Concurrent;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>Keeps metrics in this process until Prometheus asks for them.</summary>
internal sealed class PrometheusMeter(PrometheusOptions options, string prefix) : ICustomMetricMeter
{
    private readonly ConcurrentDictionary<string, IPrometheusFamily> families = new(StringComparer.Ordinal);

    public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct
    {
        var full = NameOf(name, unit);
        full = options.HasCounterTotalSuffix && !full.EndsWith("_total", StringComparison.Ordinal)
            ? full + "_total"
            : full;
        return Family<PrometheusNumbers<T>>(full, new(full, "counter", description));
    }

    public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct
    {
        var full = NameOf(name, unit);
        return Family<PrometheusNumbers<T>>(full, new(full, "gauge", description));
    }

    public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct
    {
        var full = NameOf(name, unit);
        return Family<PrometheusHistogram<T>>(full, new(full, description, BucketsOf(name, unit)));
    }

    public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags) =>
        PrometheusTags.Of((PrometheusTags?)appendFrom, tags);

    /// <summary>All metrics in the text format of Prometheus.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var (_, family) in families.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    // Two instruments of one name are one: what several workers measure adds up.
    private TFamily Family<TFamily>(string name, TFamily fresh)
        where TFamily : class, IPrometheusFamily => families.GetOrAdd(name, fresh) switch
        {
            TFamily there when there.Kind == fresh.Kind => there,
            var other => throw new ArgumentException($"Metric {name} is a {other.Kind} already, and no {fresh.Kind}"),
        };

    private string NameOf(string name, string? unit)
    {
        var suffix = !options.HasUnitSuffix ? null : unit switch
        {
            null or "" => null,
            "ms" => "_milliseconds",
            "s" => "_seconds",
            _ => "_" + unit,
        };
        return PrometheusTags.Sanitize(
            suffix is null || name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix);
    }

    private IReadOnlyList<double> BucketsOf(string name, string? unit)
    {
        var own = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        var given = options.HistogramBucketOverrides;
        IReadOnlyCollection<double>? chosen = null;
        if (given?.TryGetValue(name, out chosen) == true || given?.TryGetValue(own, out chosen) == true)
        {
            return [.. chosen!.Order()];
        }

        return unit == "s"
            ? [.. PrometheusBuckets.MillisecondsOf(own).Select(bound => bound / 1000)]
            : PrometheusBuckets.MillisecondsOf(own);
    }
}
