using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>Who may do what, by name.</summary>
public sealed record Roles(
    ValueList<PersonId> Approvers,
    ValueList<PersonId> TakeoverAuthority,
    ValueList<PersonId> Specialists,
    ValueList<PersonId> Reviewers,
    ValueList<PersonId>? Auditors = null)
{
    /// <summary>Everybody who may have a say, once, in the order of naming. Auditors only read.</summary>
    public IEnumerable<PersonId> Everybody() =>
        Approvers.Concat(TakeoverAuthority).Concat(Specialists).Concat(Reviewers).Distinct();
}
