using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate deny RUN</c>.</summary>
internal sealed class DenyCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();

    public DenyCommand(CliHost host, GlobalOptions global)
        : base(host, global, "deny", "Refuse the action behind a gate, with a reason (the opposite of approve).") =>
            Add(gate);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run) =>
        new Instruction.Deny(GateOptions.Find(await run.StateAsync(), context.Get(gate)).Gate);
}
