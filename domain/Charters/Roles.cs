using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// Who may do what, by name. <see cref="Governors"/> approve versions of procedures, before any run; they have no say
/// in one.
/// </summary>
public sealed record Roles(
    ValueList<PersonId> Approvers,
    ValueList<PersonId> TakeoverAuthority,
    ValueList<PersonId> Specialists,
    ValueList<PersonId> Reviewers,
    ValueList<PersonId>? Auditors = null,
    ValueList<PersonId>? Governors = null)
{
    /// <summary>Everybody who may have a say, once, in the order of naming. Auditors only read.</summary>
    public IEnumerable<PersonId> Everybody() =>
        Approvers.Concat(TakeoverAuthority).Concat(Specialists).Concat(Reviewers).Distinct();
}
