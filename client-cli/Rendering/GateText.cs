using System.Globalization;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// An evidence packet for the person who decides: all of it, the proposal first, what changed since before anything
/// else.
/// </summary>
internal static class GateText
{
    public static void Write(IAnsiConsole console, Gate gate)
    {
        var packet = gate.Packet;
        List(console, "CHANGED since the last approval", packet.Difference);
        console.Line($"gate          {gate.Id}, {Words.Of(gate.Policy.Tier)}, opened {Times.Of(gate.OpenedAt)}");
        console.Line($"asks for      {Words.Of(gate.Place)}{Quorum(gate)}");
        console.Line($"summary       {packet.Summary}");
        console.Line($"directed by   {packet.DirectedBy}");
        console.Line(
            $"who decides   {People(packet.Urgency.WhoDecides)}; {packet.Urgency.WhoWaits} " +
            $"waits{Until(packet.Urgency)}");
        console.Line(
            $"action        {packet.Action.Kind} {packet.Action.Parameters.Text} (timeout {packet.Action.Timeout})");
        console.Line($"arguments     {packet.Arguments.Text}");
        console.Line(
            $"risk          {(packet.Risk.IsReversible ? "reversible" : "irreversible")}: {packet.Risk.ReversalPlan}");
        console.Line($"blast radius  {packet.Risk.BlastRadius}");
        console.Line($"failure mode  {packet.Risk.FailureMode}");
        GateDetails.Write(console, gate);
        Evidence(console, packet);
        List(console, "policies", packet.Policies);
        List(console, "alternatives", packet.Alternatives);
        List(
            console,
            "timeline",
            packet.Timeline.Select(item => $"{item.Step}: {Words.Of(item.Status)} - {item.Title}"));
        List(console, "options", packet.Options);
        console.Line($"digests       packet {gate.PacketDigest}, action {gate.ActionDigest}, state {gate.StateDigest}");
    }

    private static void Evidence(IAnsiConsole console, EvidencePacket packet)
    {
        var table = Tables.Of(console, "fact", "source", "value", "verdict", "read at", "explanation");
        foreach (var one in packet.Evidence)
        {
            table.Row(
                console, one.Fact, one.Source, one.Annex is { } annex ? $"see {annex.Id}" : one.Value?.Text
                    ?? "-", Words.Of(one.Verdict), Times.Of(one.TakenAt), one.Explanation);
        }

        console.Write(table);
    }

    private static void List(IAnsiConsole console, string title, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        console.Line(title);
        foreach (var item in all)
        {
            console.Line($"  - {item}");
        }
    }

    private static string Quorum(Gate gate) => gate.Policy.Quorum is { } quorum
        ? string.Create(
            CultureInfo.InvariantCulture,
            $", {quorum.Count} people{(quorum.OneOfEach.IsEmpty ? string.Empty : " with one of each: ")}")
            + string.Join(", ", quorum.OneOfEach)
        : string.Empty;

    private static string Until(Urgency urgency) =>
        urgency.Deadline is { } end ? $"; until {Times.Of(end)}" : string.Empty;

    private static string People(IEnumerable<PersonId> people) =>
        string.Join(" or ", people.Select(person => person.Value));
}
