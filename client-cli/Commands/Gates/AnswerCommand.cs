using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate answer RUN</c>: what you were asked at a gate.</summary>
internal sealed class AnswerCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    private readonly Option<int?> question = new("--question")
    {
        Description = "number of the question [default: the only one that waits]",
        HelpName = "N",
    };

    private readonly Option<string> answer = new("--answer")
    {
        Description = "what you know; it stands in the ledger as evidence, under your name",
        HelpName = "TEXT",
        Required = true,
    };

    public AnswerCommand(CliHost host, GlobalOptions global)
        : base(host, global, "answer", "Answer what somebody at a gate asked you.")
    {
        Add(gate);
        Add(question);
        Add(answer);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var state = await run.StateAsync();
        var id = GateOptions.Find(state, context.Get(gate)).Gate;
        var waiting = state.FindGate(id) is { } found
            ? (state.FindAttempt(found.Attempt)?.Information ?? [])
                .Where(one => one.IsPending)
            : [];
        var number = TheOne.Of(
            "question that waits",
            "--question",
            context.Get(question)?.ToString(CultureInfo.InvariantCulture),
            [.. waiting.Select(one => one.Number.ToString(CultureInfo.InvariantCulture))]);
        return new Instruction.AnswerInformation(
            id, int.Parse(number, CultureInfo.InvariantCulture), context.Get(answer)!);
    }
}
