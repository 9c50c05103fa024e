namespace DirectedExecution.Domain.Primitives;

/// <summary>An expected no: a code for programs, one sentence for people.</summary>
public sealed record Refusal(RefusalCode Code, string Sentence);
