using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>Random specs, written in all the ways that a spec can be; now and then one that is none.</summary>
internal sealed class SpecMaker(int seed, bool faults)
{
    private const string ZoneFolder = "/usr/share/zoneinfo";

    /// <summary>Zones that set their clocks by an hour, by half of one, by two, at midnight, or never.</summary>
    private static readonly string[] AllZones =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "", "Europe/Dublin",
        "America/Havana", "Africa/Cairo", "Africa/Casablanca", "Antarctica/Troll", "America/Nuuk", "Asia/Gaza",
        "Pacific/Chatham", "Asia/Beirut", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu", "America/Sao_Paulo",
    ];

    private static readonly string[] MonthNames = ["jan", "Febr", "MARCH", "apr", "may", "june", "oct", "nov", "dece"];
    private static readonly string[] DayNames = ["su", "Mon", "TUES", "wednesday", "th", "fri", "satur"];

    private static readonly string[] Words =
        ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly", "@never"];

    private static readonly string[] Spans =
        ["1h", "90m", "1h30m", "45s", "1d", "0.5d", "1.5h", "7m30s", "500ms", "2h45.5m", "1000000000ns", "+3h", "36h"];

    private static readonly string[] WrongSpans =
        ["", "5", "-1h", "x", "1y", " 1h", "1.h.", ".m", "1h x", "99999999999999h", "\u00e9", "0", "5m0", "\"1h\""];

    private static readonly string[] WrongTexts =
        ["x", "1-2-3", "1/2/3", "5/", "*/0", "*/x", "-1", "99", "1-", "5-1", "1,,2", "3 4", "*/99999999999999999999"];

    private readonly Random random = new(seed);

    /// <summary>The zones that it takes.</summary>
    public string[] Zones { get; init; } = AllZones;

    /// <summary>The zone of the spec that was made last.</summary>
    private string Current { get; set; } = string.Empty;

    public ScheduleSpec Make()
    {
        var zone = Current = Pick(Zones);
        if (Chance(0.25))
        {
            return Nightly(zone);
        }

        var spec = new ScheduleSpec
        {
            Calendar = { Some(2, Calendar) },
            StructuredCalendar = { Some(2, Structured) },
            Interval = { Some(2, Interval) },
            CronString = { Some(2, () => Cron(zone)) },
            ExcludeStructuredCalendar = { Some(2, Structured) },
        };
        if (Chance(0.7))
        {
            spec.TimezoneName = faults && Chance(0.03) ? Pick("Nowhere/None", "../UTC", "/UTC", "europe/berlin") : zone;
        }

        if (Chance(0.15))
        {
#pragma warning disable CS0612 // Deprecated, and still read.
            spec.ExcludeCalendar.Add(Calendar());
#pragma warning restore CS0612
        }

        if (Chance(0.1) && zone.Length > 0 && Directory.Exists(ZoneFolder))
        {
            spec.TimezoneData = ByteString.CopyFrom(Data(zone));
        }

        spec.StartTime = Chance(0.15) ? Moment() : null;
        spec.EndTime = Chance(0.15) ? Moment() : null;
        spec.Jitter = Chance(0.3) ? Duration.FromTimeSpan(TimeSpan.FromSeconds(random.Next(-60, 100_000))) : null;
        return spec;
    }

    /// <summary>A moment of the years in which specs are judged: shortly before a change of clocks, often.</summary>
    public DateTimeOffset When()
    {
        var time = new DateTimeOffset(random.Next(2024, 2035), 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(365));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Current.Length == 0 || Chance(0.1) ? "Europe/Paris" : Current);
        var end = time.AddYears(1);
        while (zone.GetUtcOffset(time) == zone.GetUtcOffset(time.AddHours(1)) && time < end)
        {
            time = time.AddHours(1);
        }

        return time.AddSeconds(random.Next(-5 * 3600, 2 * 3600));
    }

    public TimeSpan Length() => TimeSpan.FromHours(Pick(1, 6, 48, 24 * 40, 24 * 400));

    public bool Chance(double share) => random.NextDouble() < share;

    /// <summary>Little enough that each time of a night stands out.</summary>
    private ScheduleSpec Nightly(string zone) => new()
    {
        CronString =
        {
            Pick("0", "30", "*/15", "59", "5,50") + " " +
            Pick("*", "0", "1", "2", "3", "0-2", "1-3", "23,1", "0,2", "23,0") + " * * " + Pick("*", "*", "sun", "0-5"),
        },
        ExcludeStructuredCalendar = { Chance(0.2) ? [Structured()] : Array.Empty<StructuredCalendarSpec>() },
        TimezoneName = zone,
    };

    private byte[] Data(string zone)
    {
        var data = File.ReadAllBytes(Path.Combine(ZoneFolder, zone));
        if (faults && Chance(0.2))
        {
            data = Chance(0.5) ? data[..random.Next(data.Length)] : data;
            var at = random.Next(data.Length + 1);
            if (at < Math.Min(50, data.Length))
            {
                data[at]++;
            }
        }

        return data;
    }

    private Timestamp Moment() => Timestamp.FromDateTimeOffset(When().AddMilliseconds(Pick(0, 0, 500)));

    private IEnumerable<T> Some<T>(int most, Func<T> make) =>
        [.. Enumerable.Range(0, Chance(0.5) ? 0 : random.Next(1, most + 1)).Select(_ => make())];

    private IntervalSpec Interval()
    {
        var seconds = Pick(1, 7, 60, 90, 3_600, 3_601, 86_400, 100_000, 604_800);
        return new IntervalSpec
        {
            Interval = new Duration { Seconds = faults && Chance(0.05) ? 0 : seconds, Nanos = Pick(0, 0, 500_000_000) },
            Phase = Chance(0.5)
                ? new Duration { Seconds = random.Next(faults && Chance(0.1) ? -1 : 0, seconds + (faults ? 1 : 0)) }
                : null,
        };
    }

    private StructuredCalendarSpec Structured() => new()
    {
        Second = { Chance(0.6) ? [new Range()] : Ranges(0, 59) },
        Minute = { Chance(0.4) ? [new Range { End = 59, Step = Pick(1, 10, 15, 30) }] : Ranges(0, 59) },
        Hour = { Chance(0.5) ? [new Range { End = Pick(3, 23) }] : Ranges(0, 23) },
        DayOfMonth = { Chance(0.6) ? [new Range { Start = 1, End = 31 }] : Ranges(1, 31) },
        Month = { Chance(0.7) ? [new Range { Start = 1, End = 12 }] : Ranges(1, 12) },
        DayOfWeek = { Chance(0.6) ? [new Range { End = 6 }] : Ranges(0, 6) },
        Year = { Chance(0.8) ? [] : [new Range { Start = 2024, End = random.Next(faults ? 2023 : 2024, 2032), Step = Pick(0, 1, 2) }] },
        Comment = Chance(0.1) ? new string('\u00e9', faults ? random.Next(95, 105) : 95) : string.Empty,
    };

    private IEnumerable<Range> Ranges(int least, int most)
    {
        // No range lets nothing through; of days and less the reference server would be busy with that for long.
        for (var count = random.Next(faults && most == 12 && Chance(0.1) ? 0 : 1, 3); count > 0; count--)
        {
            var start = random.Next(least, most + 1);
            var end = Chance(0.4) ? 0 : random.Next(start, most + 1);
            yield return new Range
            {
                Start = faults && Chance(0.01) ? most + 1 : start,
                End = faults && Chance(0.01) ? start - 1 : end,
                Step = faults && Chance(0.003) ? -1 : random.Next(0, 5),
            };
        }
    }

    private CalendarSpec Calendar() => new()
    {
        Second = Chance(0.7) ? string.Empty : Text(0, 59),
        Minute = Chance(0.3) ? string.Empty : Text(0, 59),
        Hour = Chance(0.2) ? string.Empty : Text(0, 23),
        DayOfMonth = Chance(0.6) ? string.Empty : Text(1, 31),
        Month = Chance(0.7) ? " * " : Text(1, 12, MonthNames),
        DayOfWeek = Chance(0.6) ? "*" : Text(0, 7, DayNames),
        Year = Chance(0.8) ? Pick(string.Empty, "*", "*/1", "+2026") : Text(2000, 2100),
        Comment = Chance(0.1) ? "why" : string.Empty,
    };

    private string Cron(string zone)
    {
        var fields = Pick(5, 5, 5, 6, 7) + (faults && Chance(0.03) ? Pick(-1, 1) : 0);
        string[] texts =
        [
            .. fields >= 7 ? [Text(0, 59)] : Array.Empty<string>(), Text(0, 59), Chance(0.4) ? "*" : Text(0, 23),
            Chance(0.5) ? "*" : Text(1, 31), Chance(0.7) ? "*" : Text(1, 12, MonthNames),
            .. fields >= 5 ? [Chance(0.6) ? "*" : Text(0, 7, DayNames)] : Array.Empty<string>(),
            .. fields >= 6 ? [Chance(0.8) ? "*" : Text(2000, 2100)] : Array.Empty<string>(),
            .. fields >= 8 ? ["*"] : Array.Empty<string>(),
        ];
        var text = Chance(0.2) ? Word() : Chance(0.2) ? Every() : string.Join(Pick(" ", "  ", "\t"), texts);
        var prefix = zone.Length > 0 && Chance(0.3) ? Pick("TZ=", "CRON_TZ=") + zone + Pick(" ", "  ") : string.Empty;
        return prefix + text + (Chance(0.2) ? " # because " : string.Empty);
    }

    private string Word() => Words[random.Next(Words.Length - (faults ? 0 : 1))];

    private string Every() => Pick("@every ", "@every ", "@every ", faults ? "@every" : "@everyday ") + Span() +
        (Chance(0.3) ? "/" + (Chance(0.5) ? "1m" : Span()) : string.Empty);

    private string Span() => faults && Chance(0.1) ? Pick(WrongSpans) : Pick(Spans);

    private string Text(int least, int most, params string[] names)
    {
        if (faults && Chance(0.01))
        {
            return Pick(WrongTexts);
        }

        var parts = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Part(least, most, names));
        return string.Join(',', parts);
    }

    private string Part(int least, int most, string[] names)
    {
        var first = random.Next(least, most + 1);
        var text = random.Next(names.Length > 0 ? 4 : 3) switch
        {
            0 => "*",
            1 => $"{first}",
            2 => $"{first}-{random.Next(first, most + 1)}",
            _ => Pick(names),
        };
        return Chance(0.3) ? text + "/" + random.Next(1, 20).ToString(CultureInfo.InvariantCulture) : text;
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
