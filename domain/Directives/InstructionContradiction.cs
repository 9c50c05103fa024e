using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// Instructions of two people that cannot both be meant (R14). The run is held until a named human says which one is.
/// Stored shape.
/// </summary>
public sealed record InstructionContradiction(
    ContradictionId Id, string Subject, InstructionSide First, InstructionSide Second, DateTimeOffset Since)
{
    /// <summary>Both sides, for people.</summary>
    public string Sentence() =>
        $"{First.Issuer} says {First.Word} and {Second.Issuer} says {Second.Word} about {Subject}";
}
