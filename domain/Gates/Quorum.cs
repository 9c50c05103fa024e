using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// How many different people must agree, and of which groups there must be one each. One person stands for one group
/// only, however many he belongs to.
/// </summary>
public sealed record Quorum(int Count, ValueList<string> OneOfEach);
