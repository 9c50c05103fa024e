using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>Who may do what, by name.</summary>
public sealed record Roles(
    ValueList<PersonId> Approvers,
    ValueList<PersonId> TakeoverAuthority,
    ValueList<PersonId> Specialists,
    ValueList<PersonId> Reviewers)
{
    /// <summary>Everybody the roles name, once, in the order of naming.</summary>
    public IEnumerable<PersonId> Everybody() =>
        Approvers.Concat(TakeoverAuthority).Concat(Specialists).Concat(Reviewers).Distinct();
}
