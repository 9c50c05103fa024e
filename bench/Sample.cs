namespace DirectedExecution.Bench;

/// <summary>One figure of one round; smaller is better unless it is a rate.</summary>
internal sealed record Sample(string Server, string Figure, string Unit, double Value);
