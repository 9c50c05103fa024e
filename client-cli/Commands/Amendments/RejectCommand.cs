using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Amendments;

/// <summary><c>amendment reject RUN</c>: turn it down, or take it back.</summary>
internal sealed class RejectCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "reject", "Turn the proposed amendment down, or take it back, with a reason.")
{
    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var amendment = await ProposedAmendment.OfAsync(run);
        return new Instruction.RejectAmendment(amendment.CharterDigest, amendment.ProcedureDigest);
    }
}
