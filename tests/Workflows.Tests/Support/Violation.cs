using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace Workflows.Tests.Support;

/// <summary>Something that may not be, as a directive and as the command line says it, and why it is refused.</summary>
internal sealed record Violation(
    string Name,
    RefusalCode Code,
    string Issuer,
    Instruction Instruction,
    string[] Command,
    string? Signer = null,
    int? Epoch = null,
    bool IsOnOldHead = false)
{
    /// <summary>One of each kind, for a run with an open gate and one that was denied.</summary>
    public static IReadOnlyList<Violation> All(RunState state, GateId denied)
    {
        var open = state.Gates[0].Id;
        var step = new StepId("hold-intake");
        return [
            new("self-approval", RefusalCode.SelfApproval, "ana", new Instruction.Approve(open),
                ["gate", "approve", "RUN", "--gate", open.Value]),
            new("late", RefusalCode.UnknownGate, "dana", new Instruction.Approve(denied),
                ["gate", "approve", "RUN", "--gate", denied.Value]),
            new("wrong-role", RefusalCode.NotInRole, "carla", new Instruction.Approve(open),
                ["gate", "approve", "RUN", "--gate", open.Value]),
            new("not-the-lead", RefusalCode.NotLead, "ben", new Instruction.Pause(), ["pause", "RUN"]),
            new("stale", RefusalCode.StaleHead, "ana", new Instruction.Skip(step),
                ["skip", "RUN", step.Value], IsOnOldHead: true),
            new("out-of-scope", RefusalCode.OutsideScope, "ana", new Instruction.RunStep(new("format-disk")),
                ["direct", "RUN", "format-disk"]),
            new("forged", RefusalCode.SignerNotAllowed, "ana", new Instruction.Pause(), ["pause", "RUN"], Signer: "ben"),
            new("old-epoch", RefusalCode.StaleEpoch, "ana", new Instruction.Pause(), ["pause", "RUN"], Epoch: 0),
        ];
    }
}
