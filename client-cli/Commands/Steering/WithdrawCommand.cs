using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>withdraw RUN</c>: give up what was directed and not dispatched.</summary>
internal sealed class WithdrawCommand : DirectiveVerb
{
    private readonly Option<string?> attempt = new("--attempt")
    {
        Description = "id of the attempt [default: the only one that is open]",
        HelpName = "ATTEMPT",
    };

    public WithdrawCommand(CliHost host, GlobalOptions global)
        : base(host, global, "withdraw", "Give up an attempt that is not dispatched, with a reason.") => Add(attempt);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.WithdrawAttempt(await OpenAttempt.OfAsync(run, context.Get(attempt)));
}
