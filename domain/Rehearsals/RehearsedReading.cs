using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>The answer that one read is given, every reference resolved; or the reason why there is none.</summary>
public sealed record RehearsedReading(
    ReadId Read,
    JsonData? Document = null,
    string? Error = null,
    TimeSpan? Age = null,
    TimeSpan? Delay = null);
