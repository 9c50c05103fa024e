using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Identity;

/// <summary>One line of an allowed-signers file: whose key it is, for what, from when until when.</summary>
public sealed record AllowedSigner(
    ValueList<PersonId> People,
    SshPublicKey Key,
    int Line,
    ValueList<string>? Namespaces = null,
    DateTimeOffset? ValidAfter = null,
    DateTimeOffset? ValidBefore = null)
{
    /// <summary>Whether the key may sign directives; a line without namespaces is for all of them.</summary>
    public bool IsForDirectives => IsFor(SshSignature.Namespace);

    /// <summary>Whether the key may sign approvals of procedure versions.</summary>
    public bool IsForApprovals => IsFor(SshSignature.ApprovalNamespace);

    public bool IsValidAt(DateTimeOffset moment) =>
        (ValidAfter is not { } after || moment >= after) && (ValidBefore is not { } before || moment <= before);

    private bool IsFor(string purpose) => Namespaces is null || NamePatterns.Match(Namespaces, purpose);
}
