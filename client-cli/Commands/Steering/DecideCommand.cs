using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>decide RUN POINT OPTION</c>: choose where lanes converge.</summary>
internal sealed class DecideCommand : DirectiveVerb
{
    private readonly Argument<string> point = new("point")
    {
        Description = "id of the decision point",
        HelpName = "POINT",
    };

    private readonly Argument<string> option = new("option") { Description = "id of the option", HelpName = "OPTION" };

    public DecideCommand(CliHost host, GlobalOptions global)
        : base(host, global, "decide", "Choose an option at a decision point, with a reason.")
    {
        Add(point);
        Add(option);
    }

    protected override Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        Task.FromResult<Instruction>(
            new Instruction.Decide(new DecisionPointId(context.Get(point)), context.Get(option)));

    protected override string? Question(DirectiveDraft draft)
    {
        var decide = (Instruction.Decide)draft.Directive.Instruction;
        var found = draft.State.Procedure.FindDecisionPoint(decide.Point);
        return found?.Options.FirstOrDefault(one => one.Id == decide.Option) is { } chosen
            ? $"{found.Question}\n{chosen.Id}: {chosen.Statement}\nDecide this?"
            : null;
    }
}
