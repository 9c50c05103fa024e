using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Blocks;

/// <summary><c>block clear RUN --resolution R --statement TEXT</c>.</summary>
internal sealed class ClearCommand : DirectiveVerb
{
    private readonly Option<string?> block = new("--block")
    {
        Description = "id of the block [default: the only one]",
        HelpName = "ID",
    };

    private readonly Option<BlockResolution> resolution = EnumOption.Required<BlockResolution>(
        "--resolution", "how the block is lifted");

    private readonly Option<string> statement = new("--statement")
    {
        Description = "why; stands in the ledger",
        HelpName = "TEXT",
        Required = true,
    };

    public ClearCommand(CliHost host, GlobalOptions global)
        : base(host, global, "clear", "Lift a block, with the authority that it takes.")
    {
        Add(block);
        Add(resolution);
        Add(statement);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var open = (await run.StateAsync()).Blocks.Select(one => one.Id.Value);
        var id = TheOne.Of("open block", "--block", context.Get(block), [.. open]);
        return new Instruction.ClearBlock(new BlockId(id), context.Get(resolution), context.Get(statement)!);
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var clear = (Instruction.ClearBlock)draft.Directive.Instruction;
        return $"Lift block {clear.Block} ({CommandText.Word(clear.Resolution)})?";
    }
}
