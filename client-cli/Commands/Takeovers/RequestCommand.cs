using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover request RUN</c>.</summary>
internal sealed class RequestCommand : DirectiveVerb
{
    private readonly Option<string?> lane = LaneOption.Create();

    public RequestCommand(CliHost host, GlobalOptions global)
        : base(host, global, "request", "Ask for the lead.") => Add(lane);

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.RequestTakeover(LaneOption.Of(context.Get(lane))));
}
