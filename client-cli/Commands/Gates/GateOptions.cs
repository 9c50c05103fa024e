using System.CommandLine;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary>How a gate is named.</summary>
internal static class GateOptions
{
    public static Option<string?> Gate() => new("--gate")
    {
        Description = "id of the gate [default: the only open one]",
        HelpName = "GATE",
    };

    public static Option<string?> Packet() => new("--packet")
    {
        Description = "digest of the evidence packet that was read [default: the packet as of now]",
        HelpName = "DIGEST",
    };

    /// <summary>
    /// The gate and the digest of its evidence. A gate that is not open is sent as it is named: the run refuses it, on
    /// the record.
    /// </summary>
    public static (GateId Gate, Digest? Packet) Find(RunState state, string? named)
    {
        var id = new GateId(
            TheOne.Of(
                "open gate",
                "--gate",
                named,
                [.. state.Gates.Where(gate => !gate.IsPassed).Select(gate => gate.Id.Value)]));
        return (id, state.FindGate(id)?.PacketDigest);
    }
}
