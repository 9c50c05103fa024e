using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// An argument that a directive may give to a step. There are no defaults: what is not said is not guessed.
/// </summary>
public sealed record ArgumentDeclaration(string Name, ArgumentType Type, bool Required, ValueList<JsonData> Allowed);
