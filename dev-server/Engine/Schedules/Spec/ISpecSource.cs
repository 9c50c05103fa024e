namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One calendar or interval of a spec: a rising row of seconds since 1970.</summary>
internal interface ISpecSource
{
    /// <summary>The first after a second; null when there is none up to the last year.</summary>
    long? Next(long after);

    /// <summary>
    /// What tells stretches of time apart that begin at the same time of day and have moments of the row at all: equal
    /// ones have them at the same distances, if no clock is set. Null: such a stretch is like no other.
    /// </summary>
    long? Pattern(long begin);
}
