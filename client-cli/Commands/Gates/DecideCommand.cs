using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate decide RUN</c>: what is done where the run is stuck.</summary>
internal sealed class DecideCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    private readonly Option<string?> option = new("--option")
    {
        Description = "one of the options that the gate shows [default: a decision in words alone]",
        HelpName = "OPTION",
    };

    private readonly Option<string> statement = new("--statement")
    {
        Description = "what is decided, and why",
        HelpName = "TEXT",
        Required = true,
    };

    public DecideCommand(CliHost host, GlobalOptions global)
        : base(host, global, "decide", "Decide an escalation: by an option, or in words.")
    {
        Add(gate);
        Add(option);
        Add(statement);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.DecideEscalation(
            GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate,
            context.Get(option),
            context.Get(statement));

    protected override string? Question(DirectiveDraft draft)
    {
        var decide = (Instruction.DecideEscalation)draft.Directive.Instruction;
        return $"{draft.State.FindGate(decide.Gate)?.Packet.Summary} Decide "
            + $"{decide.Option ?? "in words"}: {decide.Statement}?";
    }
}
