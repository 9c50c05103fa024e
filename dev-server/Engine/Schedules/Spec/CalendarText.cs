using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Calendars whose fields are text, as people write them, as the structured ones that they mean.</summary>
internal static class CalendarText
{
    private const string All = "*";

    private static readonly string[] MonthNames =
    [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] DayNames =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly FieldText Second = new("Second", "0", 0, 59);
    private static readonly FieldText Minute = new("Minute", "0", 0, 59);
    private static readonly FieldText Hour = new("Hour", "0", 0, 23);
    private static readonly FieldText DayOfWeek = new("DayOfWeek", All, 0, 7)
        { Names = DayNames, LeastLetters = 2, Again = 7 };
    private static readonly FieldText DayOfMonth = new("DayOfMonth", All, 1, 31);
    private static readonly FieldText Month = new("Month", All, 1, 12) { Names = MonthNames, LeastLetters = 3 };
    private static readonly FieldText Year = new("Year", All, YearSet.First, YearSet.Last);

    public static StructuredCalendarSpec Read(CalendarSpec spec)
    {
        var faults = new List<string>();
        IEnumerable<Range> Ranges(FieldText field, string text)
        {
            var (ranges, fault) = field.Read(text);
            faults.AddRange(fault is null ? [] : [fault]);
            return ranges;
        }

        var structured = new StructuredCalendarSpec
        {
            Second = { Ranges(Second, spec.Second) },
            Minute = { Ranges(Minute, spec.Minute) },
            Hour = { Ranges(Hour, spec.Hour) },
            DayOfWeek = { Ranges(DayOfWeek, spec.DayOfWeek) },
            DayOfMonth = { Ranges(DayOfMonth, spec.DayOfMonth) },
            Month = { Ranges(Month, spec.Month) },
            Comment = spec.Comment,
        };

        // All years are no range.
        structured.Year.Add(spec.Year.Trim() is "" or All ? [] : Ranges(Year, spec.Year));
        return faults.Count == 0 ? structured : throw SpecFault.Of(string.Join(", ", faults));
    }
}
