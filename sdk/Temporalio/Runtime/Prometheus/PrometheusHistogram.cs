using System.Globalization;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>A histogram.</summary>
internal sealed class PrometheusHistogram<T>(string name, string? description, IReadOnlyList<double> bounds)
    : ICustomMetricHistogram<T>, IPrometheusFamily
    where T : struct
{
    private readonly PrometheusSeries<PrometheusCounts> series = new(name, "histogram", description);

    public string Kind => "histogram";

    public void Record(T value, object tags)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        series.Change(tags, counts =>
        {
            counts.Below ??= new long[bounds.Count];
            counts.Count++;
            counts.Sum += number;
            for (var at = 0; at < bounds.Count; at++)
            {
                counts.Below[at] += number <= bounds[at] ? 1 : 0;
            }
        });
    }

    public void Write(StringBuilder text) => series.Write(text, (to, tags, counts) =>
    {
        var before = tags.Length == 0 ? string.Empty : tags + ",";
        var own = tags.Length == 0 ? string.Empty : $"{{{tags}}}";
        for (var at = 0; at < bounds.Count; at++)
        {
            to.Append(
                CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{bounds[at]}\"}} {counts.Below![at]}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {counts.Count}\n");
        to.Append(CultureInfo.InvariantCulture, $"{name}_sum{own} {counts.Sum}\n");
        to.Append(CultureInfo.InvariantCulture, $"{name}_count{own} {counts.Count}\n");
    });
}
