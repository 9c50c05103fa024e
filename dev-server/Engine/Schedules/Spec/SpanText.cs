using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Spans of time in cron strings: Go's (<c>1h30m</c>, <c>1.5s</c>), and days of 24 hours.</summary>
internal static partial class SpanText
{
    private const ulong Most = 1UL << 63;

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, ulong> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["\u00b5s"] = 1_000,
        ["\u03bcs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = 1_000_000_000,
        ["m"] = 60_000_000_000,
        ["h"] = 3_600_000_000_000,
    };

    public static Duration Read(string text)
    {
        text = Days().Replace(text, DaysAsHours);
        var isNegative = text.StartsWith('-');
        var rest = text.AsSpan(isNegative || text.StartsWith('+') ? 1 : 0);
        if (rest.IsEmpty)
        {
            throw Invalid(text);
        }

        // The only number that needs no unit.
        rest = rest is "0" ? [] : rest;
        var total = 0UL;
        while (!rest.IsEmpty)
        {
            total += ReadPart(ref rest, text);
            if (total > Most)
            {
                throw Invalid(text);
            }
        }

        return total == Most && !isNegative ? throw Invalid(text) : Span(total, isNegative);
    }

    private static string DaysAsHours(Match match)
    {
        var days = double.Parse(match.Value.AsSpan(0, match.Length - 1), CultureInfo.InvariantCulture);
        return double.IsFinite(days) ? string.Create(CultureInfo.InvariantCulture, $"{24 * days:F6}h") : match.Value;
    }

    private static ulong ReadPart(ref ReadOnlySpan<char> rest, string text)
    {
        var whole = TakeDigits(ref rest);
        var fraction = string.Empty;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        if ((whole.Length == 0 && fraction.Length == 0) || Whole(whole) is not { } number)
        {
            throw Invalid(text);
        }

        var end = rest.IndexOfAny(NumberLetters);
        var unit = rest[..(end < 0 ? rest.Length : end)].ToString();
        rest = rest[unit.Length..];
        if (unit.Length == 0)
        {
            throw SpecFault.Of($"time: missing unit in duration {Quote(text)}");
        }

        if (!Units.TryGetValue(unit, out var nanoseconds))
        {
            throw SpecFault.Of($"time: unknown unit {Quote(unit)} in duration {Quote(text)}");
        }

        return number > Most / nanoseconds ? throw Invalid(text) : Sum(number, fraction, nanoseconds, text);
    }

    private static ulong Sum(ulong whole, string fraction, ulong nanoseconds, string text)
    {
        var (part, scale) = (0UL, 1D);
        foreach (var digit in fraction)
        {
            // Digits that do not fit any more are left out.
            if (part > (Most - 1) / 10 || (part * 10) + (ulong)(digit - '0') > Most)
            {
                break;
            }

            (part, scale) = ((part * 10) + (ulong)(digit - '0'), scale * 10);
        }

        var sum = (whole * nanoseconds) + (ulong)(part * (nanoseconds / scale));
        return sum > Most ? throw Invalid(text) : sum;
    }

    private static string TakeDigits(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = rest[..(end < 0 ? rest.Length : end)].ToString();
        rest = rest[digits.Length..];
        return digits;
    }

    private static ulong? Whole(string digits) => digits.Length == 0
        ? 0
        : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most
        ? number
        : null;

    private static Duration Span(ulong nanoseconds, bool isNegative)
    {
        var sign = isNegative ? -1 : 1;
        return new Duration
        {
            Seconds = sign * (long)(nanoseconds / SpecSpans.SecondNanoseconds),
            Nanos = sign * (int)(nanoseconds % SpecSpans.SecondNanoseconds),
        };
    }

    private static RpcError Invalid(string text) => SpecFault.Of($"time: invalid duration {Quote(text)}");

    /// <summary>Bytes that are no printed ASCII stand as numbers: otherwise than in other sentences.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            quoted.Append(letter switch
            {
                (byte)'"' or (byte)'\\' => $"\\{(char)letter}",
                < (byte)' ' or >= 0x80 => $"\\x{letter:x2}",
                _ => $"{(char)letter}",
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"([0-9]+(\.[0-9]*)?|\.[0-9]+)d", RegexOptions.CultureInvariant)]
    private static partial Regex Days();
}
