using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>stop RUN</c>.</summary>
internal sealed class StopCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "stop", "End the run for good, with a reason; what was not dispatched never will be.")
{
    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Stop());

    protected override string? Question(DirectiveDraft draft) => $"End the run {draft.State.Run} for good?";
}
