using Google.Protobuf.Collections;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>The years that a calendar lets through: all of them without a range.</summary>
internal sealed class YearSet(RepeatedField<Range> ranges)
{
    /// <summary>What a calendar may name.</summary>
    public const int First = 2000;

    /// <summary>Nothing happens after this year.</summary>
    public const int Last = 2100;

    public bool Has(int year) => ranges.Count == 0 || ranges.Any(range => Has(range, year));

    private static bool Has(Range range, int year) =>
        year >= range.Start &&
        year <= Math.Max(range.Start, range.End) &&
        ((long)year - range.Start) % Math.Max(1, range.Step) == 0;
}
