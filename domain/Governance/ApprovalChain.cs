using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Governance;

/// <summary>The approvals of procedure versions as one append-only, hash-chained list.</summary>
public static class ApprovalChain
{
    private static readonly Digest Genesis = Digest.OfText(string.Empty);

    /// <summary>What is wrong with a chain, at which entry, or null.</summary>
    public static string? Damage(ValueList<ApprovalEntry> entries)
    {
        var previous = Genesis;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Sequence != index + 1)
            {
                return $"Entry {index + 1} has the number {entry.Sequence}: one is missing or out of place.";
            }

            if (entry.Previous != previous)
            {
                return $"Entry {entry.Sequence} does not follow the one before it.";
            }

            if (entry.Computed() != entry.Digest)
            {
                return $"Entry {entry.Sequence} is not what its digest says.";
            }

            previous = entry.Digest;
        }

        return null;
    }

    /// <summary>
    /// The act that would come next, not sealed yet, or why not: the same act on top of itself says nothing, and what
    /// was never approved cannot be revoked.
    /// </summary>
    public static ApprovalEntry? Next(
        ValueList<ApprovalEntry> entries,
        ApprovalKind kind,
        Procedure procedure,
        PersonId by,
        string reason,
        DateTimeOffset now,
        out Refusal? refusal)
    {
        refusal = Check(entries, kind, Digest.Of(procedure), by, reason);
        if (refusal is not null)
        {
            return null;
        }

        return new ApprovalEntry(
            entries.Count + 1, now, kind, procedure.Id, procedure.Version, Digest.Of(procedure), by, reason,
            entries.IsEmpty ? Genesis : entries[^1].Digest, Genesis);
    }

    /// <summary>The chain with one act more, unsigned, or why not.</summary>
    public static ValueList<ApprovalEntry>? Append(
        ValueList<ApprovalEntry> entries,
        ApprovalKind kind,
        Procedure procedure,
        PersonId by,
        string reason,
        DateTimeOffset now,
        out Refusal? refusal) =>
        Next(entries, kind, procedure, by, reason, now, out refusal) is { } next ? entries.Add(next.Sealed()) : null;

    /// <summary>What a run that relies on this procedure has to know: every act about exactly this text.</summary>
    public static ValueList<ApprovalEntry> About(ValueList<ApprovalEntry> entries, Procedure procedure)
    {
        var digest = Digest.Of(procedure);
        return entries.RemoveAll(entry => entry.ProcedureDigest != digest);
    }

    private static Refusal? Check(
        ValueList<ApprovalEntry> entries, ApprovalKind kind, Digest procedure, PersonId by, string reason)
    {
        if (Damage(entries) is { } damage)
        {
            return new(RefusalCode.ApprovalsDamaged, damage);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new(RefusalCode.ReasonMissing, "To approve or revoke a version takes a reason.");
        }

        var last = entries.LastOrDefault(entry => entry.ProcedureDigest == procedure && entry.By == by);
        var any = entries.Any(entry => entry.ProcedureDigest == procedure && entry.Kind == ApprovalKind.Approved);
        return kind switch
        {
            ApprovalKind.Approved when last?.Kind == ApprovalKind.Approved
                && ApprovalRules.Standing(entries, procedure).Any(entry => entry.By == by) =>
                new(RefusalCode.AlreadyDecided, $"{by} approved this version in entry {last.Sequence}."),
            ApprovalKind.Revoked when !any =>
                new(RefusalCode.ProcedureNotApproved, "This version was never approved: there is nothing to revoke."),
            ApprovalKind.Revoked when ApprovalRules.Standing(entries, procedure).IsEmpty =>
                new(RefusalCode.AlreadyDecided, "This version is revoked already."),
            _ => null,
        };
    }
}
