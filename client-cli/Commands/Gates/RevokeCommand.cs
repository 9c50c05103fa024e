using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate revoke RUN</c>: take one's own approval back while it is not used.</summary>
internal sealed class RevokeCommand : DirectiveVerb
{
    private readonly Option<string?> gate = new("--gate")
    {
        Description = "id of the gate [default: the only approved one]",
        HelpName = "GATE",
    };

    public RevokeCommand(CliHost host, GlobalOptions global)
        : base(host, global, "revoke", "Take your own approval back, while it is not used, with a reason.") =>
        Add(gate);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var approved = (await run.StateAsync()).Gates.Where(one => one.Approval is not null)
            .Select(one => one.Id.Value);
        var id = TheOne.Of("approved gate", "--gate", context.Get(gate), [.. approved]);
        return new Instruction.RevokeApproval(new GateId(id));
    }
}
