namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One calendar or interval of a spec: a rising row of seconds since 1970.</summary>
internal interface ISpecSource
{
    /// <summary>The first after a second; null when there is none up to the last year.</summary>
    long? Next(long after);

    /// <summary>
    /// What days on which it has moments at all differ in, given their first second: equal ones have them at the same
    /// times of day, if the clocks run through. Null: such a day is like no other.
    /// </summary>
    long? DayPattern(long begin);
}
