using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover accept RUN</c>.</summary>
internal sealed class AcceptCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "accept", "Take the lead, after the packet was read back.")
{
    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.AcceptTakeover(await OpenTakeover.OfAsync(run));

    protected override string? Question(DirectiveDraft draft) => $"Take the lead of {draft.State.Run} now?";
}
