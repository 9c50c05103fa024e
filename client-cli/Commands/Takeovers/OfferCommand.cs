using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover offer RUN --to PERSON</c>.</summary>
internal sealed class OfferCommand : DirectiveVerb
{
    private readonly Option<string> to = new("--to")
    {
        Description = "the person who shall lead",
        HelpName = "PERSON",
        Required = true,
    };

    private readonly Option<string?> lane = LaneOption.Create();

    public OfferCommand(CliHost host, GlobalOptions global)
        : base(host, global, "offer", "Offer the lead to another person.")
    {
        Add(to);
        Add(lane);
    }

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.OfferTakeover(
            new PersonId(context.Get(to)!), LaneOption.Of(context.Get(lane))));
}
