using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// One line of the compliance log: who decided what, when, why, and on which evidence. Without <see cref="By"/> nobody
/// did: a rule let it pass, or time ran out. <see cref="SignedWith"/> is the key that proved who it was.
/// </summary>
public sealed record Judgement(
    long Sequence,
    DateTimeOffset At,
    string Kind,
    PersonId? By,
    string About,
    string Verdict,
    string? Why,
    ValueList<JudgementEvidence> Evidence,
    PersonId? OnBehalfOf = null,
    int? Confidence = null,
    DirectiveId? Directive = null,
    string? SignedWith = null);
