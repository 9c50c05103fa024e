using System.Globalization;
using System.Text;

namespace Temporalio.Protocol.Grpc;

/// <summary>Names and text forms of the gRPC headers and trailers (gRPC over HTTP/2, "Requests" and "Responses").</summary>
public static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    private const long MaxTimeoutValue = 99_999_999;
    private const string HexDigits = "0123456789ABCDEF";

    /// <summary>A span as grpc-timeout: at most 8 digits and a unit, rounded up so that it never shortens.</summary>
    public static string FormatTimeout(TimeSpan timeout)
    {
        var micros = Math.Max(1, (timeout.Ticks + 9) / 10);
        (long PerUnit, char Unit)[] units = [(1, 'u'), (1_000, 'm'), (1_000_000, 'S'), (60_000_000, 'M'), (3_600_000_000, 'H')];
        foreach (var (perUnit, unit) in units)
        {
            var value = (micros + perUnit - 1) / perUnit;
            if (value <= MaxTimeoutValue)
            {
                return value.ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return MaxTimeoutValue.ToString(CultureInfo.InvariantCulture) + 'H';
    }

    /// <summary>Reads a grpc-timeout (units H M S m u n); null when it is absent or not of that form.</summary>
    public static TimeSpan? ParseTimeout(string? text)
    {
        if (text is null || text.Length is < 2 or > 9 ||
            !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return text[^1] switch
        {
            'H' => TimeSpan.FromTicks(Saturate(value, TimeSpan.TicksPerHour)),
            'M' => TimeSpan.FromTicks(Saturate(value, TimeSpan.TicksPerMinute)),
            'S' => TimeSpan.FromTicks(Saturate(value, TimeSpan.TicksPerSecond)),
            'm' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond),
            'u' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond),
            'n' => TimeSpan.FromTicks((value + 99) / 100),
            _ => null,
        };
    }

    /// <summary>grpc-message: UTF-8 with every byte outside printable ASCII, and the percent sign, as %XX.</summary>
    public static string EncodeMessage(string message)
    {
        var text = new StringBuilder(message.Length);
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(message))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('%').Append(HexDigits[b >> 4]).Append(HexDigits[b & 15]);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a grpc-message; what is not a valid escape stays as it stands (the specification forbids failing).</summary>
    public static string DecodeMessage(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length &&
                byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(text, i, 1));
            }
        }

        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>A binary header value: standard base64 without padding.</summary>
    public static string EncodeBinary(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Reads a binary header value, padded or not; the first one where several were joined; null when damaged.</summary>
    public static byte[]? DecodeBinary(string text)
    {
        var first = text.Split(',', 2)[0].Trim().TrimEnd('=');
        var buffer = new byte[first.Length];
        var padded = first.PadRight((first.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, buffer, out var count) ? buffer[..count] : null;
    }

    private static long Saturate(long value, long ticks) => value > long.MaxValue / ticks ? long.MaxValue : value * ticks;
}
