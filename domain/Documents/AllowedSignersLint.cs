using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// Whether a charter and its allowed signers fit: a key for everybody who may direct, and no key for two people.
/// </summary>
public static class AllowedSignersLint
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Check(Charter charter, AllowedSigners? signers)
    {
        if (charter.Identity != IdentityMode.Signed)
        {
            return signers is null
                ? null
                : "There are allowed signers, but the charter does not ask for identity: signed.";
        }

        if (signers is null)
        {
            return "The charter asks for identity: signed; the allowed signers are missing.";
        }

        if (Digest.OfText(signers.Content) != signers.Digest)
        {
            return "The digest of the allowed signers is not that of their content.";
        }

        var read = signers.Read();
        return read.Value is { } lines ? Check(charter, lines) : read.Problems[0].ToString();
    }

    private static string? Check(Charter charter, ValueList<AllowedSigner> lines)
    {
        foreach (var key in lines.GroupBy(line => line.Key.Blob, StringComparer.Ordinal))
        {
            var people = key.SelectMany(line => line.People).Where(person => IsNamed(charter, person))
                .Distinct()
                .ToList();
            if (people.Count > 1)
            {
                return $"The key {key.First().Key.Fingerprint} is that of {string.Join(" and ", people)}: with it one "
                    + "could be two people. Give each a key of their own.";
            }
        }

        foreach (var person in Directing(charter))
        {
            if (!lines.Any(line => line.People.Contains(person) && line.IsForDirectives))
            {
                return $"{person} is named in the charter and has no key for {SshSignature.Namespace} among the "
                    + "allowed signers.";
            }
        }

        foreach (var governor in charter.Governance == GovernanceMode.Signed ? charter.Roles.Governors ?? [] : [])
        {
            if (!lines.Any(line => line.People.Contains(governor) && line.IsForApprovals))
            {
                return $"{governor} is named as a governor and has no key for {SshSignature.ApprovalNamespace} among "
                    + "the allowed signers.";
            }
        }

        return null;
    }

    private static bool IsNamed(Charter charter, PersonId person) =>
        charter.Lead == person || charter.Roles.Everybody().Contains(person)
        || charter.Roles.Governors?.Contains(person) == true;

    private static IEnumerable<PersonId> Directing(Charter charter) =>
        charter.Roles.Everybody().Prepend(charter.Lead).Distinct();
}
