using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Directing;

/// <summary>What is said after a directive: the answer, the run as it then stands, what is allowed next.</summary>
internal sealed record DirectiveReport(
    DirectiveAnswer Answer,
    Instruction? Instruction,
    bool IsRecalled,
    RunState State,
    IReadOnlyList<Allowed> Allowed)
{
    public RunId Run => State.Run;

    public static DirectiveReport Of(
        DirectiveAnswer answer, Instruction? instruction, bool isRecalled, RunState state, DateTimeOffset now) =>
        new(answer, instruction, isRecalled, state, AllowedInstructions.Of(state, now));
}
