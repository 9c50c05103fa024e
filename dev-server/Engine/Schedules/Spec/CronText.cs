using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// A cron string of a spec: <c>[CRON_TZ=zone] fields [# comment]</c>. The fields are five (minute, hour, day of the
/// month, month, day of the week), six (and the year) or seven (the second before them), a word such as
/// <c>@daily</c>, or <c>@every 1h/5m</c>: an interval and its phase. More than a workflow's own cron lets through.
/// </summary>
/// <param name="Calendar">What the fields mean; null for an interval.</param>
/// <param name="Interval">What <c>@every</c> means; null for fields.</param>
/// <param name="ZoneName">Empty: none is named. An interval has none.</param>
internal sealed record CronText(StructuredCalendarSpec? Calendar, IntervalSpec? Interval, string ZoneName)
{
    private const string Every = "@every";

    private static readonly string[] ZonePrefixes = ["TZ=", "CRON_TZ="];

    public static CronText Read(string text)
    {
        text = text.Trim();
        var zoneName = string.Empty;
        if (Array.Exists(ZonePrefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal)))
        {
            (var zone, text) = Cut(text, ' ') ?? throw SpecFault.Of("CronString has time zone but missing fields");
            zoneName = zone[(zone.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        (text, var comment) = Cut(text, '#') ?? (text, string.Empty);
        text = text.Trim();
        return text.StartsWith(Every, StringComparison.Ordinal)
            ? new CronText(null, ReadEvery(text), string.Empty)
            : new CronText(CalendarText.Read(Fields(Spell(text), comment.Trim())), null, zoneName);
    }

    private static string Spell(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => text,
    };

    private static CalendarSpec Fields(string text, string comment)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is < 5 or > 7)
        {
            throw SpecFault.Of("CronString does not have 5-7 fields");
        }

        var first = fields.Length == 7 ? 1 : 0;
        return new CalendarSpec
        {
            Second = first == 1 ? fields[0] : string.Empty,
            Minute = fields[first],
            Hour = fields[first + 1],
            DayOfMonth = fields[first + 2],
            Month = fields[first + 3],
            DayOfWeek = fields[first + 4],
            Year = fields.Length > 5 ? fields[^1] : string.Empty,
            Comment = comment,
        };
    }

    private static IntervalSpec ReadEvery(string text)
    {
        var (_, span) = Cut(text, ' ') ?? throw SpecFault.Of("CronString does not have interval after @every");
        var (interval, phase) = Cut(span, '/') ?? (span, string.Empty);
        var spec = new IntervalSpec { Interval = SpanText.Read(interval) };
        if (phase.Length > 0)
        {
            spec.Phase = SpanText.Read(phase);
        }

        return spec;
    }

    private static (string Before, string After)? Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var found ? (text[..found], text[(found + 1)..]) : null;
}
