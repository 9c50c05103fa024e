namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>How a rule of a zone names a day.</summary>
internal enum PosixDayKind
{
    /// <summary><c>J60</c>: the first is 1, and the 29th of February is never counted.</summary>
    WithoutLeapDay,

    /// <summary><c>59</c>: the first is 0, and the 29th of February counts.</summary>
    FromZero,

    /// <summary><c>M3.5.0</c>: month, week, day of the week.</summary>
    WeekDayOfMonth,
}
