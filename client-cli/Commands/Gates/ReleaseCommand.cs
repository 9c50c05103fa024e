using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate release RUN</c>.</summary>
internal sealed class ReleaseCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    public ReleaseCommand(CliHost host, GlobalOptions global)
        : base(host, global, "release", "Give a claimed gate back (the opposite of claim).") => Add(gate);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.Release(GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate);
}
