using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Every so many seconds since 1970, moved by a phase. Parts of a second do not count.</summary>
internal sealed class IntervalSource(IntervalSpec spec) : ISpecSource
{
    private readonly long interval = SpecSpans.Seconds(spec.Interval);
    private readonly long phase = SpecSpans.Seconds(spec.Phase);

    /// <summary>
    /// Cut towards zero, as officially: before the first moment since 1970 the row has gaps, which only a start time
    /// before 1970 lets see.
    /// </summary>
    public long? Next(long after) => ((((after - phase) / interval) + 1) * interval) + phase;

    public long? Pattern(long begin) => begin < phase ? null : Next(begin - 1) - begin;
}
