using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// A system in the scope of the charter. Steps refer to its properties as <c>{{targets.id.property}}</c>.
/// </summary>
public sealed record Target(TargetId Id, string Environment, JsonData Properties);
