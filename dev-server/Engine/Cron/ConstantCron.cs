namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>One run after the other at the same distance: <c>@every 5m</c>. Moments are whole seconds.</summary>
internal sealed record ConstantCron(TimeSpan Distance) : CronSchedule
{
    public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset earliest)
    {
        var first = after.AddTicks(-(after.Ticks % TimeSpan.TicksPerSecond)) + Distance;
        var missed = earliest > first ? (earliest - first).Ticks : 0;
        return first.AddTicks((missed + Distance.Ticks - 1) / Distance.Ticks * Distance.Ticks);
    }
}
