using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>An allowed instruction as a program reads it: the verb, the command line, the people.</summary>
internal sealed record AllowedView(string Verb, string Command, IReadOnlyList<PersonId> By)
{
    public static AllowedView Of(RunId run, Allowed allowed) =>
        new(Verbs.Of(allowed.Instruction), CommandText.Of(run, allowed.Instruction), [.. allowed.From]);
}
