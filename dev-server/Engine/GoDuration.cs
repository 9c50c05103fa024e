using System.Globalization;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Spans of time as Go writes them: <c>1h30m</c>, <c>1.5s</c>, <c>20ms</c>.</summary>
internal static class GoDuration
{
    /// <summary>Nanoseconds; null for anything else and for what does not fit. Without a sign.</summary>
    public static long? Read(string text)
    {
        decimal total = 0;
        for (var at = 0; at < text.Length;)
        {
            var digits = text[at..].TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var unit = new string([.. text[(at + digits)..].TakeWhile(char.IsLetter)]);
            if (UnitNanoseconds(unit) is not { } perUnit ||
                !decimal.TryParse(
                    text.AsSpan(at, digits),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number) ||
                number > long.MaxValue / perUnit)
            {
                return null;
            }

            total += number * perUnit;
            at += digits + unit.Length;
        }

        return text.Length > 0 && total <= long.MaxValue ? (long)total : null;
    }

    private static decimal? UnitNanoseconds(string unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
