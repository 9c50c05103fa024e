using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Verification;

/// <summary>What must hold at a path (<c>$.queue.depth</c>, <c>rows[0].n</c>) of a JSON document.</summary>
public sealed record Expectation(string Path, ExpectationOperator Operator, JsonData? Value = null)
{
    public override string ToString() => Value is null ? $"{Path} {Operator}" : $"{Path} {Operator} {Value}";
}
