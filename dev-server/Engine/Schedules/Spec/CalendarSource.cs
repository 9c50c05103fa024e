using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>Every second at which the clocks of a zone show what a structured calendar lets through.</summary>
internal sealed class CalendarSource(StructuredCalendarSpec spec, Zone zone) : ISpecSource
{
    public Zone Zone => zone;

    public FieldSet Seconds { get; } = FieldSet.Of(spec.Second);

    public FieldSet Minutes { get; } = FieldSet.Of(spec.Minute);

    public FieldSet Hours { get; } = FieldSet.Of(spec.Hour);

    public FieldSet Days { get; } = FieldSet.Of(spec.DayOfMonth);

    public FieldSet Months { get; } = FieldSet.Of(spec.Month);

    public FieldSet WeekDays { get; } = FieldSet.Of(spec.DayOfWeek);

    public YearSet Years { get; } = new(spec.Year);

    private bool LetsNothingThrough =>
        Seconds.IsEmpty || Minutes.IsEmpty || Hours.IsEmpty || Days.IsEmpty || Months.IsEmpty || WeekDays.IsEmpty;

    public long? Next(long after) => LetsNothingThrough ? null : new CalendarWalk(this, after).Find();

    public long? Pattern(long begin) => 0;

    /// <summary>Whether it lets a moment through.</summary>
    /// <param name="wall">What the clocks of the zone show.</param>
    /// <param name="weekDay">Sunday is 0.</param>
    public bool Matches(WallTime wall, int weekDay) =>
        Seconds.Has(wall.Second) && Minutes.Has(wall.Minute) && Hours.Has(wall.Hour) && IsOn(wall, weekDay);

    /// <summary>Whether it lets a date through.</summary>
    public bool IsOn(WallTime wall, int weekDay) =>
        Days.Has(wall.Day) && WeekDays.Has(weekDay) && Months.Has(wall.Month) && Years.Has(wall.Year);
}
