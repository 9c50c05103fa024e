using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate end-delegation RUN</c>.</summary>
internal sealed class EndDelegationCommand : DirectiveVerb
{
    private readonly Option<string?> delegation = new("--delegation")
    {
        Description = "id of the delegation [default: the only one that was not ended]",
        HelpName = "DELEGATION",
    };

    public EndDelegationCommand(CliHost host, GlobalOptions global)
        : base(host, global, "end-delegation", "Take a delegation back, or give it back (the opposite of delegate).") =>
            Add(delegation);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var state = await run.StateAsync();
        return new Instruction.EndDelegation(TheOne.Of(
            "delegation in force",
            "--delegation",
            context.Get(delegation),
            [.. (state.Delegations ?? []).Where(one => one.Until > DateTimeOffset.MinValue).Select(one => one.Id)]));
    }
}
