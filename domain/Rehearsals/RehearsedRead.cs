using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// One answer to a read: a document, which may hold the step's references, or the reason why there is none. Several
/// entries for the same read are answers in turn; the last one stays. <see cref="Age"/> makes it an old reading.
/// </summary>
public sealed record RehearsedRead(
    string Read,
    JsonData? Document = null,
    string? Unreadable = null,
    TimeSpan? Age = null,
    TimeSpan? Delay = null);
