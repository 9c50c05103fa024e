using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary>
/// <c>redirect RUN STEP</c>: give up what was directed and not dispatched, and carry out another step.
/// </summary>
internal sealed class RedirectCommand : DirectiveVerb
{
    private readonly Argument<string> step = new("step") { Description = "the step to go to", HelpName = "STEP" };

    private readonly Option<string?> attempt = new("--attempt")
    {
        Description = "id of the attempt that is given up [default: the only one that is open]",
        HelpName = "ATTEMPT",
    };

    private readonly Option<string[]> arguments = new("--arg")
    {
        Description = "argument of the step; give it once for each argument",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public RedirectCommand(CliHost host, GlobalOptions global)
        : base(host, global, "redirect", "Give up an attempt that is not dispatched, and carry out another step.")
    {
        Add(step);
        Add(attempt);
        Add(arguments);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var to = new StepId(context.Get(step));
        var declared = (await run.StateAsync()).Procedure.FindStep(to)?.Arguments ?? [];
        return new Instruction.Redirect(
            await OpenAttempt.OfAsync(run, context.Get(attempt)),
            to,
            StepArguments.Parse(context.Get(arguments) ?? [], declared));
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var meant = (Instruction.Redirect)draft.Directive.Instruction;
        return $"Give up {meant.Attempt} and carry out {meant.To} now?";
    }
}
