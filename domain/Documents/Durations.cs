using System.Globalization;

namespace DirectedExecution.Domain.Documents;

/// <summary>Times as people write them: 500ms, 30s, 5m, 2h, 1d.</summary>
public static class Durations
{
    /// <summary>What a text must look like to be one; the number is limited to ten years besides.</summary>
    public const string Pattern = "^[0-9]+(ms|s|m|h|d)$";

    private static readonly (string Unit, TimeSpan Length)[] Units = [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>The shortest text that reads back as the same time.</summary>
    public static string Format(TimeSpan time)
    {
        foreach (var (unit, length) in Units.Reverse())
        {
            if (time >= length && time.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / length.Ticks}{unit}");
            }
        }

        return time == TimeSpan.Zero
            ? "0s"
            : throw new NotSupportedException($"The time {time} is no whole number of milliseconds.");
    }

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
