using System.Text;
using Google.Protobuf.Collections;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>What structured calendars and intervals may say, and the official sentence for what they may not.</summary>
internal static class SpecChecks
{
    private const int MaxCommentBytes = 200;

    private static readonly CalendarField[] Fields =
    [
        new("Second", 0, 59, spec => spec.Second),
        new("Minute", 0, 59, spec => spec.Minute),
        new("Hour", 0, 23, spec => spec.Hour),
        new("DayOfMonth", 1, 31, spec => spec.DayOfMonth),
        new("Month", 1, 12, spec => spec.Month),
        new("Year", YearSet.First, YearSet.Last, spec => spec.Year),
        new("DayOfWeek", 0, 6, spec => spec.DayOfWeek),
    ];

    public static void Check(StructuredCalendarSpec spec)
    {
        var faults = Fields.SelectMany(field => field.Ranges(spec).SelectMany(range => Faults(field, range))).ToList();
        if (Encoding.UTF8.GetByteCount(spec.Comment) > MaxCommentBytes)
        {
            faults.Add("comment is too long");
        }

        if (faults.Count > 0)
        {
            throw SpecFault.Of($"invalid calendar spec: {string.Join(", ", faults)}");
        }
    }

    /// <summary>
    /// Exclusions may name values that never come; of values below zero and of steps back the official server makes
    /// nothing that it could say (it breaks off inside).
    /// </summary>
    public static void CheckExclusion(StructuredCalendarSpec spec)
    {
        var faults = Fields.SelectMany(field => field.Ranges(spec)
            .Where(range => range.Start < 0 || range.Step < 0)
            .Select(_ => $"{field.Name} has a range below zero or an invalid Step")).ToList();
        if (faults.Count > 0)
        {
            throw SpecFault.Of($"invalid exclude calendar spec: {string.Join(", ", faults)}");
        }
    }

    public static void Check(IntervalSpec spec)
    {
        var (interval, phase) = (SpecSpans.Nanoseconds(spec.Interval), SpecSpans.Nanoseconds(spec.Phase));
        var fault = interval < SpecSpans.SecondNanoseconds
            ? "interval is too small"
            : phase < 0
            ? "phase is negative"
            : phase >= interval
            ? "phase cannot be greater than Interval"
            : null;
        if (fault is not null)
        {
            throw SpecFault.Of(fault);
        }
    }

    private static IEnumerable<string> Faults(CalendarField field, Range range)
    {
        if (range.Start < field.Least || range.Start > field.Most)
        {
            yield return $"{field.Name} Start is not in range [{field.Least}-{field.Most}]";
        }

        if (range.End != 0 && (range.End < range.Start || range.End > field.Most))
        {
            yield return $"{field.Name} End is before Start or not in range [{field.Least}-{field.Most}]";
        }

        if (range.Step < 0)
        {
            yield return $"{field.Name} has invalid Step";
        }
    }

    private sealed record CalendarField(
        string Name, int Least, int Most, Func<StructuredCalendarSpec, RepeatedField<Range>> Ranges);
}
