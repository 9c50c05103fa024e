using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Governance;

/// <summary>
/// One act of governance: a named human approves or revokes one version of a procedure, by its digest. Each entry holds
/// the digest of the one before, so that none can be changed or taken out unseen. Stored shape.
/// </summary>
public sealed record ApprovalEntry(
    long Sequence,
    DateTimeOffset At,
    ApprovalKind Kind,
    string Procedure,
    string Version,
    Digest ProcedureDigest,
    PersonId By,
    string Reason,
    Digest Previous,
    Digest Digest,
    string? Signature = null)
{
    /// <summary>The digest of everything else in the entry.</summary>
    public Digest Computed() => Primitives.Digest.Of(Content(Signature));

    /// <summary>What is signed: the canonical JSON of everything but the signature and the digest over it.</summary>
    public string SignedText() => CanonicalJson.Serialize(Content(signature: null));

    /// <summary>The entry as it is kept, with its signature where it is given one.</summary>
    public ApprovalEntry Sealed(string? signature = null)
    {
        var signed = this with { Signature = signature };
        return signed with { Digest = signed.Computed() };
    }

    private Parts Content(string? signature) =>
        new(Sequence, At, Kind, Procedure, Version, ProcedureDigest, By, Reason, Previous, signature);

    private sealed record Parts(
        long Sequence,
        DateTimeOffset At,
        ApprovalKind Kind,
        string Procedure,
        string Version,
        Digest ProcedureDigest,
        PersonId By,
        string Reason,
        Digest Previous,
        string? Signature);
}
