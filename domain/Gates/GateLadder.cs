using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// What happens while nobody decides, in percent of <see cref="Within"/>: a reminder, then others are called, then the
/// gate ends as <see cref="End"/> says. <see cref="EscalateTo"/> and <see cref="EscalateToGroups"/> may decide once
/// they are called. With a <see cref="Calendar"/> of the risk policy only working time counts.
/// </summary>
public sealed record GateLadder(
    TimeSpan Within,
    int RemindPercent,
    int EscalatePercent,
    int EndPercent,
    LadderEnd End,
    ValueList<PersonId> EscalateTo,
    ValueList<string> EscalateToGroups,
    GateMode Mode,
    string? Calendar = null)
{
    public const int DefaultRemindPercent = 50;
    public const int DefaultEscalatePercent = 100;
    public const int DefaultEndPercent = 150;
}
