namespace DirectedExecution.Domain.Risk;

/// <summary>The working hours of one weekday, in local time; from before to.</summary>
public sealed record WorkingHours(DayOfWeek Day, TimeOnly From, TimeOnly To);
