using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>narrow RUN</c>: take targets or steps out of the scope; nothing comes back in.</summary>
internal sealed class NarrowCommand : DirectiveVerb
{
    private readonly Option<string[]> targets = new("--target")
    {
        Description = "target to take out, with every step that acts on it; may be given more than once",
        HelpName = "TARGET",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> steps = new("--step")
    {
        Description = "step to take out; may be given more than once",
        HelpName = "STEP",
        DefaultValueFactory = _ => [],
    };

    public NarrowCommand(CliHost host, GlobalOptions global)
        : base(host, global, "narrow", "Take targets or steps out of the scope, with a reason.")
    {
        Add(targets);
        Add(steps);
    }

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(new Instruction.NarrowScope(
            (context.Get(targets) ?? []).Select(id => new TargetId(id)).ToValueList(),
            (context.Get(steps) ?? []).Select(id => new StepId(id)).ToValueList()));

    protected override string? Question(DirectiveDraft draft)
    {
        var meant = (Instruction.NarrowScope)draft.Directive.Instruction;
        var gone = meant.Targets.Select(id => id.Value).Concat(meant.Steps.Select(id => id.Value));
        return $"Take {string.Join(", ", gone)} out of the scope, for good?";
    }
}
