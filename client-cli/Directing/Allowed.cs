using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Directing;

/// <summary>An instruction that the run would accept now, and the people from whom.</summary>
internal sealed record Allowed(Instruction Instruction, ValueList<PersonId> From);
