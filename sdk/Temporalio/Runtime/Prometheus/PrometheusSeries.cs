using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>The values of one metric by their tags, with a bound against tags that never end.</summary>
internal sealed class PrometheusSeries<TValue>(string name, string kind, string? description)
    where TValue : class, new()
{
    private const int MostSets = 50_000;

    private readonly Lock sync = new();
    private readonly SortedDictionary<string, TValue> values = new(StringComparer.Ordinal);

    public void Change(object tags, Action<TValue> change)
    {
        var text = ((PrometheusTags)tags).Text;
        lock (sync)
        {
            if (!values.TryGetValue(text, out var value))
            {
                if (values.Count >= MostSets)
                {
                    Trace.TraceWarning("{0} dropped a value: it has values for {1} sets of tags", name, MostSets);
                    return;
                }

                values[text] = value = new();
            }

            change(value);
        }
    }

    public void Write(StringBuilder text, Action<StringBuilder, string, TValue> writeValue)
    {
        lock (sync)
        {
            if (values.Count == 0)
            {
                return;
            }

            var help = (description ?? name).Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");
            foreach (var (tags, value) in values)
            {
                writeValue(text, tags, value);
            }
        }
    }
}
