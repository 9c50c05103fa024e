using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// One human instruction. <see cref="LeadEpoch"/> is the epoch that the issuer believes in; <see cref="DecidedOn"/> is
/// the ledger head that the issuer saw; <see cref="Run"/>, when given, must be this run or its chain. A signed one also
/// names the digest of the entry that opened the run: names of runs come again, that entry does not.
/// <see cref="LaneEpoch"/> goes with an instruction about a lane that was taken over. Stored shape.
/// </summary>
public sealed record Directive(
    DirectiveId Id,
    PersonId Issuer,
    int LeadEpoch,
    DateTimeOffset IssuedAt,
    Instruction Instruction,
    string? Reason = null,
    LedgerHead? DecidedOn = null,
    RunId? Run = null,
    Digest? Opening = null,
    string? Signature = null,
    int? LaneEpoch = null)
{
    /// <summary>Digest of the canonical bytes: the same id with another digest is a conflict.</summary>
    public Digest Digest() => Primitives.Digest.Of(this);

    /// <summary>What is signed: the canonical JSON of everything but the signature.</summary>
    public string SignedText() => CanonicalJson.Serialize(this with { Signature = null });
}
