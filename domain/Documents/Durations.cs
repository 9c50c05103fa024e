using System.Globalization;

namespace DirectedExecution.Domain.Documents;

/// <summary>Times as people write them: 500ms, 30s, 5m, 2h, 1d.</summary>
public static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units = [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(
                    text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var count)
                && count <= TimeSpan.FromDays(3650) / length)
            {
                return count * length;
            }
        }

        return null;
    }
}
