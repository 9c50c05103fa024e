using Google.Protobuf.WellKnownTypes;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Spans of a spec as the official server reads them: nanoseconds in 64 bits, longer ones cut.</summary>
internal static class SpecSpans
{
    public const long SecondNanoseconds = 1_000_000_000;

    public static long Nanoseconds(Duration? span) => span is null
        ? 0
        : (long)Int128.Clamp(
            ((Int128)span.Seconds * SecondNanoseconds) + span.Nanos, long.MinValue, long.MaxValue);

    public static long Seconds(Duration? span) => Nanoseconds(span) / SecondNanoseconds;
}
