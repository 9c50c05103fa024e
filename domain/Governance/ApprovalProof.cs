using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Governance;

/// <summary>Whether an act of governance is that of the person it names, by the keys that people have. Pure.</summary>
public static class ApprovalProof
{
    /// <summary>Why it is not proven, or null; with the fingerprint of the key that proves it.</summary>
    public static string? WhyNot(ApprovalEntry entry, ValueList<AllowedSigner> signers, out string? signedWith)
    {
        signedWith = null;
        if (entry.Signature is not { } text)
        {
            return "it is not signed";
        }

        if (SshSignature.Read(text, out var problem) is not { } signature)
        {
            return problem;
        }

        if (signature.WhyNotOver(entry.SignedText(), SshSignature.ApprovalNamespace) is { } wrong)
        {
            return wrong;
        }

        var lines = signers
            .Where(line => line.Key.Blob == signature.Key.Blob && line.People.Contains(entry.By) && line.IsForApprovals)
            .ToList();
        if (!lines.Any(line => line.IsValidAt(entry.At)))
        {
            return lines.Count == 0
                ? $"the key {signature.Key.Fingerprint} is not {entry.By}'s for approvals"
                : $"{entry.By}'s key {signature.Key.Fingerprint} was not valid at {entry.At:O}";
        }

        signedWith = signature.Key.Fingerprint;
        return null;
    }
}
