using System.Globalization;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Decimal numbers as Go reads them, and its sentences for what is none.</summary>
internal static class GoNumber
{
    /// <summary>What is wrong; null for nothing.</summary>
    public static string? Read(string text, out long number)
    {
        var digits = text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            number = 0;
            return $"strconv.Atoi: parsing {GoText.Quote(text)}: invalid syntax";
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            ? null
            : $"strconv.Atoi: parsing {GoText.Quote(text)}: value out of range";
    }
}
