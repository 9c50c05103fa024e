using System.Globalization;
using System.Text;

namespace Temporalio.Runtime.Prometheus;

/// <summary>Tags in the form in which they are written.</summary>
internal sealed class PrometheusTags
{
    private readonly SortedDictionary<string, string> all;

    private PrometheusTags(SortedDictionary<string, string> all)
    {
        this.all = all;
        Text = string.Join(',', all.Select(tag => $"{tag.Key}=\"{tag.Value}\""));
    }

    /// <summary>Gets the tags as text; empty for none.</summary>
    public string Text { get; }

    public static PrometheusTags Of(PrometheusTags? from, IEnumerable<KeyValuePair<string, object>> more)
    {
        var all = from is null
            ? new(StringComparer.Ordinal)
            : new SortedDictionary<string, string>(from.all, StringComparer.Ordinal);
        foreach (var (key, value) in more)
        {
            all[Sanitize(key)] = Escape(value is bool flag
                ? flag ? "true" : "false"
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
        }

        return new(all);
    }

    /// <summary>A name with an underscore for each character that names must not have.</summary>
    public static string Sanitize(string name)
    {
        var text = new StringBuilder(name);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or (>= '0' and <= '9')))
            {
                text[at] = '_';
            }
        }

        return text.Length > 0 && char.IsAsciiDigit(text[0]) ? "_" + text : text.ToString();
    }

    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
