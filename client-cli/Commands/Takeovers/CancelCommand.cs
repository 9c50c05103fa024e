using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover cancel RUN</c>.</summary>
internal sealed class CancelCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "cancel", "Cancel the open takeover.")
{
    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.CancelTakeover(await OpenTakeover.OfAsync(run));
}
