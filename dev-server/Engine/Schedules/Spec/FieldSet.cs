using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>The values that one field of a calendar lets through, as bits: none of them without a range.</summary>
internal readonly record struct FieldSet(ulong Bits)
{
    private const int Size = 64;

    public bool IsEmpty => Bits == 0;

    public static FieldSet Of(IEnumerable<Range> ranges)
    {
        var bits = 0UL;
        foreach (var range in ranges)
        {
            var last = Math.Min(Size - 1, Math.Max(range.Start, range.End));
            for (var value = (long)range.Start; value <= last; value += Math.Max(1, range.Step))
            {
                bits |= 1UL << (int)value;
            }
        }

        return new FieldSet(bits);
    }

    public bool Has(int value) => value < Size && (Bits >> value & 1) != 0;

    /// <summary>The first from <paramref name="value"/> on; <paramref name="end"/> when none is below that.</summary>
    public int From(int value, int end)
    {
        while (value < end && !Has(value))
        {
            value++;
        }

        return value;
    }
}
