using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>What a named human decided at a decision point, and why. Stored shape.</summary>
public sealed record DecisionRecord(
    DecisionPointId Point,
    string Option,
    PersonId By,
    string Reason,
    DirectiveId Directive,
    DateTimeOffset At);
