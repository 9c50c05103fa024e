using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary><c>gate approve RUN</c>.</summary>
internal sealed class ApproveCommand : DirectiveVerb
{
    private readonly Option<string?> gate = GateOptions.Gate();
    private readonly Option<string?> packet = GateOptions.Packet();
    private readonly Option<string?> comment = new("--comment")
    {
        Description = "said with the approval",
        HelpName = "TEXT",
    };

    public ApproveCommand(CliHost host, GlobalOptions global)
        : base(host, global, "approve", "Agree to the action behind a gate (the opposite of deny).")
    {
        Add(gate);
        Add(comment);
        Add(packet);
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var found = GateOptions.Find(await run.StateAsync(), context.Get(gate));
        var seen = context.Get(packet) is { } digest ? new Digest(digest) : found.Packet;
        return new Instruction.Approve(found.Gate, context.Get(comment), seen);
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var id = ((Instruction.Approve)draft.Directive.Instruction).Gate;
        return $"{draft.State.FindGate(id)?.Packet.Summary} Approve gate {id}?".TrimStart();
    }
}
