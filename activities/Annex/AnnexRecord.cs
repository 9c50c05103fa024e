using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Activities.Annex;

/// <summary>A record as it is in the annex.</summary>
/// <param name="Entry">What the ledger says of it.</param>
/// <param name="Run">Whose it is.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="At">When it was kept.</param>
/// <param name="Content">Null when it was erased.</param>
/// <param name="DigestKey">
/// Key of the digests of its matter, in base64: with it the content can be held against the ledger. Null with the
/// content.
/// </param>
public sealed record AnnexRecord(
    AnnexEntry Entry, RunId Run, string What, DateTimeOffset At, JsonData? Content, string? DigestKey);
