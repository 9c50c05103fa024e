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
    Digest Digest)
{
    /// <summary>The digest of everything else in the entry.</summary>
    public Digest Computed() => Primitives.Digest.Of(
        new Content(Sequence, At, Kind, Procedure, Version, ProcedureDigest, By, Reason, Previous));

    private sealed record Content(
        long Sequence,
        DateTimeOffset At,
        ApprovalKind Kind,
        string Procedure,
        string Version,
        Digest ProcedureDigest,
        PersonId By,
        string Reason,
        Digest Previous);
}
