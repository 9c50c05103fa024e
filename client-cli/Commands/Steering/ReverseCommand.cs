using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>reverse RUN STEP</c>.</summary>
internal sealed class ReverseCommand : DirectiveVerb
{
    private readonly Argument<string> step = new("step") { Description = "id of the step", HelpName = "STEP" };

    public ReverseCommand(CliHost host, GlobalOptions global)
        : base(host, global, "reverse", "Undo a step: an action of its own.") => Add(step);

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.Reverse(new StepId(context.Get(step))));

    protected override string? Question(DirectiveDraft draft) =>
        $"Undo the step {((Instruction.Reverse)draft.Directive.Instruction).Step}?";
}
