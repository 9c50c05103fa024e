using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DirectedExecution.Domain.Primitives;

/// <summary>
/// JSON in one form only, so that equal values have equal digests (RFC 8785: members sorted by UTF-16 code units,
/// shortest numbers, minimal escapes). One difference: an integer is kept digit by digit, however long, because ids of
/// 64 bits must not merge.
/// </summary>
public static class CanonicalJson
{
    public static string Serialize<T>(T value)
    {
        if (value is JsonData data)
        {
            return data.Text;
        }

        return Of(JsonSerializer.SerializeToElement(value, DomainJson.Options));
    }

    public static string Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(element, text);
        return text.ToString();
    }

    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, text);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var first = true;
                foreach (var item in element.EnumerateArray())
                {
                    Separate(text, ref first);
                    Write(item, text);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(TextOf(element), text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(element.GetRawText()));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            default:
                throw new JsonException("A JSON value was never set.");
        }
    }

    private static void WriteObject(JsonElement element, StringBuilder text)
    {
        var members = new List<JsonProperty>();
        foreach (var member in element.EnumerateObject())
        {
            members.Add(member);
        }

        members.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        text.Append('{');
        var first = true;
        string? previous = null;
        foreach (var member in members)
        {
            if (string.Equals(previous, member.Name, StringComparison.Ordinal))
            {
                throw new JsonException($"The member \"{member.Name}\" stands twice.");
            }

            previous = member.Name;
            Separate(text, ref first);
            WriteString(member.Name, text);
            text.Append(':');
            Write(member.Value, text);
        }

        text.Append('}');
    }

    private static void Separate(StringBuilder text, ref bool first)
    {
        if (!first)
        {
            text.Append(',');
        }

        first = false;
    }

    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("A text holds half a character (a lone surrogate).", fault);
        }
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static string Number(string raw)
    {
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
        {
            return raw == "-0" ? "0" : raw;
        }

        var number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            throw new JsonException($"The number {raw} is too large.");
        }

        return Shortest(number);
    }

    // ECMAScript's Number::toString: the shortest digits that read back as the same double, laid out by exponent.
    private static string Shortest(double number)
    {
        if (number == 0)
        {
            return "0";
        }

        // The runtime's shortest digits, taken apart: where the point stands is counted, not computed anew.
        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and var index ? index : parts[0].Length;
        var all = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        var digits = all.Trim('0');
        var exponent = point - (all.Length - all.TrimStart('0').Length)
            + (parts.Length == 2
                ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : 0);
        var sign = number < 0 ? "-" : string.Empty;
        if (exponent is > 0 and <= 21)
        {
            return sign + (digits.Length <= exponent
                ? digits.PadRight(exponent, '0')
                : $"{digits[..exponent]}.{digits[exponent..]}");
        }

        if (exponent is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -exponent)}{digits}";
        }

        var power = exponent - 1;
        var head = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{sign}{head}e{(power < 0 ? "-" : "+")}{Math.Abs(power).ToString(CultureInfo.InvariantCulture)}";
    }
}
