using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>skip RUN STEP</c>.</summary>
internal sealed class SkipCommand : DirectiveVerb
{
    private readonly Argument<string> step = new("step") { Description = "id of the step", HelpName = "STEP" };

    public SkipCommand(CliHost host, GlobalOptions global)
        : base(host, global, "skip", "Leave a step out, with a reason.") => Add(step);

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Skip(new StepId(context.Get(step))));

    protected override string? Question(DirectiveDraft draft) =>
        $"Leave the step {((Instruction.Skip)draft.Directive.Instruction).Step} out?";
}
