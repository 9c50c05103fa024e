using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>People under one name, such as "security" or "operations".</summary>
public sealed record RoleGroup(string Name, ValueList<PersonId> Members);
