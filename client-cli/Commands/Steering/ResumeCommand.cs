using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>resume RUN</c>.</summary>
internal sealed class ResumeCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "resume", "Resume a paused run (the opposite of pause).")
{
    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Resume());
}
