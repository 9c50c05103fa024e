using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>complete RUN</c>.</summary>
internal sealed class CompleteCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "complete", "State that the procedure is through.")
{
    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Complete());

    protected override string? Question(DirectiveDraft draft) => $"Complete the run {draft.State.Run}?";
}
