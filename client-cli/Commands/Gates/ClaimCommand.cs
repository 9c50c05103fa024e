using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate claim RUN</c>.</summary>
internal sealed class ClaimCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    public ClaimCommand(CliHost host, GlobalOptions global)
        : base(host, global, "claim", "Look at a gate, so that no other decides it (the opposite of release).") =>
            Add(gate);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.Claim(GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate);
}
