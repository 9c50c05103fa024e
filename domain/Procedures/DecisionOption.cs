namespace DirectedExecution.Domain.Procedures;

/// <summary>One of the ways to go on at a decision point.</summary>
public sealed record DecisionOption(string Id, string Statement);
