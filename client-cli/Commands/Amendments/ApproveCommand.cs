using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Amendments;

/// <summary><c>amendment approve RUN</c>.</summary>
internal sealed class ApproveCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(host, global, "approve", "Agree to the proposed amendment, as one of those whom it needs.")
{
    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var amendment = await ProposedAmendment.OfAsync(run);
        return new Instruction.ApproveAmendment(amendment.CharterDigest, amendment.ProcedureDigest);
    }

    protected override string? Question(DirectiveDraft draft) =>
        $"{ProposedAmendment.Text(draft.State.Amendment!)}\nAgree to this?";
}
