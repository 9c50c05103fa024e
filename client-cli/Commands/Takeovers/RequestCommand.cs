using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover request RUN</c>.</summary>
internal sealed class RequestCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "request", "Ask for the lead.")
{
    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.RequestTakeover());
}
