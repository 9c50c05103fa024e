namespace DirectedExecution.Domain.Directives;

/// <summary>The last entry that changed a subject: its number and what it said.</summary>
public sealed record Touch(string Subject, long Sequence, string Fact);
