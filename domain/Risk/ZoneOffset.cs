namespace DirectedExecution.Domain.Risk;

/// <summary>From a moment on, local time is UTC and this much.</summary>
public sealed record ZoneOffset(DateTimeOffset From, TimeSpan Offset);
