using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// Who may do what, by name. <see cref="Governors"/> approve versions of procedures, before any run; in one they
/// are asked about amendments only. <see cref="AnnexReaders"/> and <see cref="AnnexErasers"/> have no other say by it.
/// </summary>
public sealed record Roles(
    ValueList<PersonId> Approvers,
    ValueList<PersonId> TakeoverAuthority,
    ValueList<PersonId> Specialists,
    ValueList<PersonId> Reviewers,
    ValueList<PersonId>? Auditors = null,
    ValueList<PersonId>? Governors = null,
    ValueList<RoleGroup>? Groups = null,
    ValueList<PersonId>? AnnexReaders = null,
    ValueList<PersonId>? AnnexErasers = null)
{
    /// <summary>Everybody who may have a say, once, in the order of naming. Auditors only read.</summary>
    public IEnumerable<PersonId> Everybody() =>
        Approvers.Concat(TakeoverAuthority).Concat(Specialists).Concat(Reviewers)
            .Concat(Groups?.SelectMany(group => group.Members) ?? [])
            .Distinct();

    /// <summary>Who belongs to a group; nobody, when there is no such group.</summary>
    public ValueList<PersonId> MembersOf(string group) =>
        Groups?.FirstOrDefault(one => one.Name == group)?.Members ?? [];
}
