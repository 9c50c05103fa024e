using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover approve RUN</c>.</summary>
internal sealed class ApproveCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "approve", "Approve the open takeover, as takeover authority.")
{
    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.ApproveTakeover(await OpenTakeover.OfAsync(run));
}
