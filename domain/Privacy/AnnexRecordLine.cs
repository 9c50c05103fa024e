namespace DirectedExecution.Domain.Privacy;

/// <summary>A record of the annex as a ledger knows it.</summary>
public sealed record AnnexRecordLine(AnnexEntry Annex, string What, long Sequence);
