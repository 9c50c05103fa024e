using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>pause RUN</c>.</summary>
internal sealed class PauseCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "pause", "Pause the run: nothing is dispatched until it is resumed.")
{
    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Pause());
}
