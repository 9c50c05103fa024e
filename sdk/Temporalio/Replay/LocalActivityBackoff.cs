using Google.Protobuf.WellKnownTypes;

namespace Temporalio.Replay;

/// <summary>A local activity is to be asked for again, after a timer of the workflow.</summary>
/// <param name="Attempt">The attempt that is next.</param>
/// <param name="Delay">How long to wait.</param>
/// <param name="OriginalScheduleTime">When it was asked for first.</param>
internal sealed record LocalActivityBackoff(int Attempt, Duration Delay, Timestamp? OriginalScheduleTime);
