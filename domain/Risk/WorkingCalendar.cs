using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Risk;

/// <summary>
/// When people work, in a time zone by its IANA id. The zone's offsets from UTC were looked up when the policy was read
/// and stand here, so that the same run gives the same moments on every machine and for ever.
/// </summary>
public sealed record WorkingCalendar(
    string Id,
    string Zone,
    ValueList<WorkingHours> Hours,
    ValueList<DateOnly> Holidays,
    ValueList<ZoneOffset> Offsets);
