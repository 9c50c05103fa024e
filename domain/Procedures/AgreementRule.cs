namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// When the sources of a fact count as agreeing. Numbers agree when they differ by no more than
/// <see cref="Tolerance"/>. A fact without a rule: all sources, exactly.
/// </summary>
public sealed record AgreementRule(string Fact, AgreementKind Rule, int? Count = null, decimal? Tolerance = null);
