using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>What was read, or all that is wrong with it; never both.</summary>
public sealed record DocumentResult<T>(T? Value, ValueList<Problem> Problems)
    where T : class;
