namespace DirectedExecution.Domain.Steps;

/// <summary>Which source a named human chose to believe about a fact, for one attempt.</summary>
public sealed record AcceptedSource(string Fact, string Source);
