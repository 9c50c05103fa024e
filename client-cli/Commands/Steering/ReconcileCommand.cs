using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>reconcile RUN</c>: state, with evidence, whether a doubtful action was done.</summary>
internal sealed class ReconcileCommand : DirectiveVerb
{
    private readonly Option<string?> attempt = new("--attempt")
    {
        Description = "id of the attempt in doubt [default: the only one]",
        HelpName = "ATTEMPT",
    };

    private readonly Option<ReconciledOutcome> outcome = EnumOption.Required<ReconciledOutcome>(
        "--outcome", "what the evidence shows");

    private readonly Option<string> evidence = new("--evidence")
    {
        Description = "what was seen, where, by whom",
        HelpName = "TEXT",
        Required = true,
    };

    public ReconcileCommand(CliHost host, GlobalOptions global)
        : base(host, global, "reconcile", "Settle the doubt whether an action was done, with evidence.")
    {
        Add(attempt);
        Add(outcome);
        Add(evidence);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var doubtful = (await run.StateAsync()).Attempts().Where(
            one => one.Stage == AttemptStage.Unknown).Select(one => one.Id.Value);
        var id = TheOne.Of("attempt in doubt", "--attempt", context.Get(attempt), [.. doubtful]);
        return new Instruction.Reconcile(new AttemptId(id), context.Get(outcome), context.Get(evidence)!);
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var said = (Instruction.Reconcile)draft.Directive.Instruction;
        return $"State that attempt {said.Attempt} was {CommandText.Word(said.Outcome)}, on this evidence: " +
            $"{said.Evidence}?";
    }
}
