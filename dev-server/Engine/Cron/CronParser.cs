namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>
/// Reads cron schedules: five fields (minute, hour, day of the month, month, day of the week), a word such as
/// <c>@daily</c>, or <c>@every</c> with a span; before them perhaps <c>CRON_TZ=Europe/Berlin</c>. UTC without.
/// </summary>
internal static class CronParser
{
    private const string Every = "@every ";
    private const int FieldCount = 5;

    private static readonly string[] ZonePrefixes = ["CRON_TZ=", "TZ="];

    private static readonly string[] MonthNames =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Null: it is no cron schedule.</summary>
    public static CronSchedule? Read(string text)
    {
        var zone = TimeZoneInfo.Utc;
        if (Array.Find(ZonePrefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal)) is { } found)
        {
            var end = text.IndexOf(' ', StringComparison.Ordinal);
            if (end < 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(text[found.Length..end], out zone))
            {
                return null;
            }

            text = text[end..].Trim();
        }

        return text.StartsWith(Every, StringComparison.Ordinal) ? ReadEvery(text[Every.Length..]) : text switch
        {
            "@yearly" or "@annually" => ReadFields("0 0 1 1 *", zone),
            "@monthly" => ReadFields("0 0 1 * *", zone),
            "@weekly" => ReadFields("0 0 * * 0", zone),
            "@daily" or "@midnight" => ReadFields("0 0 * * *", zone),
            "@hourly" => ReadFields("0 * * * *", zone),
            _ => ReadFields(text, zone),
        };
    }

    /// <summary>Whole seconds, and at least one, as officially: also of a span that goes back.</summary>
    private static ConstantCron? ReadEvery(string text)
    {
        var isNegative = text.StartsWith('-');
        var span = text is "0" ? 0 : GoDuration.Read(isNegative || text.StartsWith('+') ? text[1..] : text);
        return span is { } nanoseconds
            ? new ConstantCron(TimeSpan.FromSeconds(isNegative ? 1 : Math.Max(1, nanoseconds / 1_000_000_000)))
            : null;
    }

    private static CalendarCron? ReadFields(string text, TimeZoneInfo zone)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == FieldCount &&
            CronField.Read(fields[0], 0, 59) is { } minutes &&
            CronField.Read(fields[1], 0, 23) is { } hours &&
            CronField.Read(fields[2], 1, 31) is { } days &&
            CronField.Read(fields[3], 1, 12, MonthNames) is { } months &&
            CronField.Read(fields[4], 0, 6, DayNames) is { } weekDays
            ? new CalendarCron(minutes, hours, days, months, weekDays, zone)
            : null;
    }
}
