namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One calendar or interval of a spec: a rising row of seconds since 1970.</summary>
internal interface ISpecSource
{
    /// <summary>The first after a second; null when there is none up to the last year.</summary>
    long? Next(long after);
}
