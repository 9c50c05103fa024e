using System.CommandLine;
using DirectedExecution.Cli.Commands.Steering;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate edit RUN</c>: change the action that a gate asks about.</summary>
internal sealed class EditCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    private readonly Option<string?> step = new("--step")
    {
        Description = "another step [default: the same one]",
        HelpName = "STEP",
    };

    private readonly Option<string[]> arguments = new("--arg")
    {
        Description = "argument of the step as it shall be; give all of them, once for each",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public EditCommand(CliHost host, GlobalOptions global)
        : base(host, global, "edit", "Change the proposed action, with a reason; somebody else then decides about it.")
    {
        Add(gate);
        Add(step);
        Add(arguments);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var state = await run.StateAsync();
        var id = GateOptions.Find(state, context.Get(gate)).Gate;
        var named = context.Get(step) is { } other ? new StepId(other) : (StepId?)null;
        var declared = (named ?? state.FindGate(id)?.Packet.Step) is { } meant
            ? state.Procedure.FindStep(meant)?.Arguments
            : null;
        return new Instruction.EditAction(id, StepArguments.Parse(context.Get(arguments) ?? [], declared ?? []), named);
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var edit = (Instruction.EditAction)draft.Directive.Instruction;
        var summary = draft.State.FindGate(edit.Gate)?.Packet.Summary;
        return $"{summary} Change it? You will not be able to approve it.".TrimStart();
    }
}
