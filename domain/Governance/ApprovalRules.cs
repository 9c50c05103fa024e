using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Governance;

/// <summary>Whether a run may rely on a procedure, by the acts that it is opened with.</summary>
public static class ApprovalRules
{
    /// <summary>
    /// Why the run may not be opened, or null. Nothing is asked of a charter without required governance.
    /// </summary>
    public static Refusal? Check(
        Charter charter, Procedure procedure, ValueList<ApprovalEntry>? approvals, AllowedSigners? signers)
    {
        if (!IsRequired(charter))
        {
            return null;
        }

        var digest = Digest.Of(procedure);
        var known = approvals ?? [];
        if (known.FirstOrDefault(entry => entry.Computed() != entry.Digest) is { } damaged)
        {
            return new(RefusalCode.ApprovalsDamaged, $"The approval {damaged.Sequence} is not what its digest says.");
        }

        var standing = Standing(known, digest);
        if (standing.IsEmpty)
        {
            var anyMore = known.Any(entry => entry.ProcedureDigest == digest) ? " any more" : string.Empty;
            return new(
                RefusalCode.ProcedureNotApproved,
                "The charter asks for an approved version; nobody approved "
                + $"{procedure.Id} {procedure.Version} as it is ({digest.Short}){anyMore}.");
        }

        var counting = standing.Where(entry => Counts(charter, entry.By)).ToList();
        if (counting.Count > 0)
        {
            return charter.Governance == GovernanceMode.Signed ? Unproven(counting, signers) : null;
        }

        return new(
            RefusalCode.ProcedureNotApproved,
            $"{procedure.Id} {procedure.Version} was approved by "
            + $"{string.Join(" and ", standing.Select(one => one.By))}; the charter asks for {Wanted(charter)}.");
    }

    /// <summary>Whether the charter asks for an approved version at all.</summary>
    public static bool IsRequired(Charter charter) =>
        charter.Governance is GovernanceMode.Required or GovernanceMode.Signed;

    /// <summary>The approvals that no later act revokes.</summary>
    public static ValueList<ApprovalEntry> Standing(ValueList<ApprovalEntry> entries, Digest procedure)
    {
        var about = entries.Where(entry => entry.ProcedureDigest == procedure)
            .OrderBy(entry => entry.Sequence)
            .ToList();
        var revoked = about.FindLastIndex(entry => entry.Kind == ApprovalKind.Revoked);
        return about.Skip(revoked + 1).ToValueList();
    }

    // One that is proven is enough; a revocation counts without proof, for it only restrains.
    private static Refusal? Unproven(List<ApprovalEntry> approvals, AllowedSigners? signers)
    {
        var lines = signers?.Read().Value ?? [];
        var problems = new List<string>();
        foreach (var approval in approvals)
        {
            if (ApprovalProof.WhyNot(approval, lines, out _) is not { } problem)
            {
                return null;
            }

            problems.Add($"the approval {approval.Sequence} by {approval.By}: {problem.TrimEnd('.')}");
        }

        return new(
            RefusalCode.SignatureInvalid, $"The charter asks for a signed approval; {string.Join("; ", problems)}.");
    }

    // Who leads a run may not have approved what it is led by.
    private static bool Counts(Charter charter, PersonId by) => by != charter.Lead
        && (charter.Roles.Governors is not { IsEmpty: false } governors || governors.Contains(by));

    private static string Wanted(Charter charter) => charter.Roles.Governors is { IsEmpty: false } governors
        ? string.Join(" or ", governors.Where(person => person != charter.Lead))
        : $"somebody other than {charter.Lead}, who leads";
}
