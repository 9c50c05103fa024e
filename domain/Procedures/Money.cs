namespace DirectedExecution.Domain.Procedures;

/// <summary>An amount in a currency (ISO 4217 letters).</summary>
public sealed record Money(decimal Amount, string Currency);
