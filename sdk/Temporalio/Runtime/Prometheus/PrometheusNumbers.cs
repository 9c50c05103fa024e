using System.Globalization;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>A counter or a gauge.</summary>
internal sealed class PrometheusNumbers<T>(string name, string kind, string? description)
    : ICustomMetricCounter<T>, ICustomMetricGauge<T>, IPrometheusFamily
    where T : struct
{
    private readonly PrometheusSeries<PrometheusNumber> series = new(name, kind, description);

    public string Kind => kind;

    public void Add(T value, object tags) => series.Change(tags, number => number.Value += ToDouble(value));

    public void Set(T value, object tags) => series.Change(tags, number => number.Value = ToDouble(value));

    public void Write(StringBuilder text) => series.Write(text, (to, tags, number) => to.Append(
        CultureInfo.InvariantCulture, $"{name}{(tags.Length == 0 ? string.Empty : $"{{{tags}}}")} {number.Value}\n"));

    private static double ToDouble(T value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
