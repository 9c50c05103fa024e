namespace DirectedExecution.Domain.Ledger;

/// <summary>Something in which two runs differ: about what (a step, or the run), in what, and both sides.</summary>
public sealed record LedgerDifference(string Subject, string What, string Left, string Right);
