namespace DirectedExecution.Cli.Rendering;

/// <summary>A ledger entry for an auditor: what happened, and with which result.</summary>
internal sealed record FactLine(string What, string Result);
