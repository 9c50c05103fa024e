namespace Temporalio.Client.Schedules;

/// <summary>Times at equal distances since the beginning of 1970, in UTC.</summary>
/// <param name="Every">Distance.</param>
/// <param name="Offset">How much later than a multiple of the distance; null for not at all.</param>
public record ScheduleIntervalSpec(TimeSpan Every, TimeSpan? Offset = null);
