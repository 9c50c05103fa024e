using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// One person decides for another, until a moment: for one attempt's gates, for one step's, or for all of the run.
/// Stored shape.
/// </summary>
public sealed record Delegation(
    string Id,
    PersonId From,
    PersonId To,
    DateTimeOffset Until,
    AttemptId? Attempt = null,
    StepId? Step = null)
{
    public bool Covers(Gate gate, DateTimeOffset now) =>
        now < Until
        && (Attempt is null || Attempt == gate.Attempt)
        && (Step is null || Step == gate.Packet.Step);
}
