using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Contradictions;

/// <summary><c>contradiction clear RUN --believe SOURCE --statement TEXT</c>.</summary>
internal sealed class ClearCommand : DirectiveVerb
{
    private readonly Option<string?> contradiction = new("--contradiction")
    {
        Description = "id of the contradiction [default: the only one]",
        HelpName = "ID",
    };

    private readonly Option<string> believe = new("--believe")
    {
        Description = "the source that is right",
        HelpName = "SOURCE",
        Required = true,
    };

    private readonly Option<string> statement = new("--statement")
    {
        Description = "why it is believed; stands in the ledger",
        HelpName = "TEXT",
        Required = true,
    };

    public ClearCommand(CliHost host, GlobalOptions global)
        : base(host, global, "clear", "Say which of the disagreeing sources is believed, and why.")
    {
        Add(contradiction);
        Add(believe);
        Add(statement);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var open = (await run.StateAsync()).Contradictions.Select(one => one.Id.Value);
        var id = TheOne.Of("open contradiction", "--contradiction", context.Get(contradiction), [.. open]);
        return new Instruction.ClearContradiction(
            new ContradictionId(id), context.Get(believe)!, context.Get(statement)!);
    }
}
