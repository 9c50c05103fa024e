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

    private readonly Option<int?> confidence = new("--confidence")
    {
        Description = "how sure you are, in percent",
        HelpName = "PERCENT",
    };

    private readonly Option<TimeSpan?> time = TimeOptions.For("the approval holds so long, such as 30m");
    private readonly Option<DateTimeOffset?> until = TimeOptions.Until("the approval holds until then");

    private readonly Option<string[]> provided = new("--provided")
    {
        Description = "the approval holds only while the value of this read is so, e.g. queue:at-most:10",
        HelpName = "READ:OPERATOR:VALUE",
        DefaultValueFactory = _ => [],
    };

    public ApproveCommand(CliHost host, GlobalOptions global)
        : base(host, global, "approve", "Agree to the action behind a gate (the opposite of deny).")
    {
        Add(gate);
        Add(comment);
        Add(packet);
        Add(confidence);
        Add(time);
        Add(until);
        Add(provided);
        Validators.Add(result =>
        {
            if (result.Has(time) && result.Has(until))
            {
                result.AddError("An approval has one end: give --for or --until, not both.");
            }
        });
    }

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var found = GateOptions.Find(await run.StateAsync(), context.Get(gate));
        var seen = context.Get(packet) is { } digest ? new Digest(digest) : found.Packet;
        var conditions = (context.Get(provided) ?? []).Select(ApprovalConditions.Parse).ToArray();
        return new Instruction.Approve(
            found.Gate,
            context.Get(comment),
            seen,
            context.Get(confidence),
            context.Get(until) ?? context.Host.Clock.GetUtcNow() + context.Get(time),
            conditions.Length == 0 ? null : [.. conditions]);
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var id = ((Instruction.Approve)draft.Directive.Instruction).Gate;
        return $"{draft.State.FindGate(id)?.Packet.Summary} Approve gate {id}?".TrimStart();
    }
}
