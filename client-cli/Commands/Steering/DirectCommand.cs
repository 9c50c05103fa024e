using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>direct RUN STEP</c>: carry out one step.</summary>
internal sealed class DirectCommand : DirectiveVerb
{
    private readonly Argument<string> step = new("step") { Description = "id of the step", HelpName = "STEP" };

    private readonly Option<string[]> arguments = new("--arg")
    {
        Description = "argument of the step; give it once for each argument",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> repeat = new("--repeat") { Description = "do a completed step once more" };

    private readonly Option<bool> wait = new("--wait")
    {
        Description = "wait until the step is verified, or stands still; the exit code then tells which",
    };

    public DirectCommand(CliHost host, GlobalOptions global)
        : base(host, global, "direct", "Carry out one step of the procedure.")
    {
        Add(step);
        Add(arguments);
        Add(repeat);
        Add(wait);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var id = new StepId(context.Get(step));
        var declared = (await run.StateAsync()).Procedure.FindStep(id)?.Arguments ?? [];
        return new Instruction.RunStep(
            id, StepArguments.Parse(context.Get(arguments) ?? [], declared), context.Get(repeat));
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var named = ((Instruction.RunStep)draft.Directive.Instruction).Step;
        return draft.State.Procedure.FindStep(named) is { } found
            ? $"{found.Title} ({WayBack(found)}). Carry out {found.Id}?"
            : null;
    }

    protected override async Task<ExitCode> AfterwardsAsync(CommandContext context, RunView run) =>
        context.Get(wait)
            ? await StepWait.UntilStillAsync(
                run, new StepId(context.Get(step)), context.Host.Clock, context.CancellationToken)
            : ExitCode.Ok;

    private static string WayBack(Step step) => step.Irreversible is { } why ? $"irreversible: {why}" : "reversible";
}
