using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// What a receiver who reads the packet answers to each point: looked up in the packet's own sections, not copied from
/// the point.
/// </summary>
internal static class PacketAnswers
{
    private const string StepPoint = "step:";

    public static string Of(RunState state, string point)
    {
        var packet = PacketBuilder.Build(state, DateTimeOffset.UnixEpoch);
        return point switch
        {
            "objective" => packet.Objective,
            "boundaries" => List(packet.Boundaries.Select(boundary => boundary.Id.Value)),
            "in-flight" => List(packet.InFlight.Select(attempt => attempt.Id.Value)),
            "unknown" => List(packet.Unknown.Select(attempt => attempt.Id.Value)),
            "gates" => List(packet.OpenGates.Select(gate => gate.Id.Value)),
            "blocks" => List(packet.Snapshot.State.Blocks.Select(block => block.Id.Value)),
            "contradictions" => List(packet.Contradictions.Select(contradiction => contradiction.Id.Value)
                .Concat((packet.InstructionContradictions ?? []).Select(one => one.Id.Value))),
            "pending" => List((packet.Pending ?? []).Select(attempt => attempt.Id.Value)),
            "narrowed" => List((packet.Narrowing?.Targets ?? []).Select(id => id.Value)
                .Concat((packet.Narrowing?.Steps ?? []).Select(id => id.Value))),
            "paused" => packet.Snapshot.State.Pause is null ? "no" : "yes",
            _ when point.StartsWith(StepPoint, StringComparison.Ordinal) =>
                Step(packet, new StepId(point[StepPoint.Length..])),
            _ =>
                throw new CliException(
                    ExitCode.DemoFailed, "unknownPoint", $"the packet has no section for the point {point}"),
        };
    }

    private static string Step(TakeoverPacket packet, StepId id) =>
        JsonNamingPolicy.CamelCase.ConvertName(packet.Steps.Single(step => step.Id == id).Status.ToString());

    private static string List(IEnumerable<string> ids) =>
        string.Join(", ", ids) is { Length: > 0 } list ? list : "none";
}
