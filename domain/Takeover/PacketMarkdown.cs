using System.Globalization;
using System.Text;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// The packet as a person reads it: the same content in the same order as the JSON, one section each.
/// </summary>
public static class PacketMarkdown
{
    public static string Render(TakeoverPacket packet)
    {
        var text = new StringBuilder();
        Head(text, packet);
        Plan(text, packet);
        OpenEnds(text, packet);
        People(text, packet);
        Section(text, "Verified state", packet.VerifiedState.Select(one =>
            $"{one.Fact.Fact} by {one.Fact.Source}: {Said(one.Fact)} ({one.Fact.Verdict}), "
            + $"{one.Age.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s old"));
        Section(
            text, "Next decisions",
            packet.NextDecisions.Select(one => $"{string.Join(" or ", one.Owners)}: {one.Sentence}"));
        return text.ToString();
    }

    private static string Said(VerifiedFact fact) => fact.Annex is { } annex
        ? $"sensitive, see {annex.Id}"
        : fact.Value?.Text ?? "nothing";

    private static void Head(StringBuilder text, TakeoverPacket packet)
    {
        Line(text, $"# Takeover packet: {packet.Run}");
        Line(text, string.Empty);
        if (packet.Mode == RunMode.Rehearsal)
        {
            Line(text, "**REHEARSAL**: nothing in it was done to, or read from, a real system.");
            Line(text, string.Empty);
        }

        Line(
            text,
            $"Made {Time(packet.MadeAt)} at ledger entry {packet.LedgerHead.Sequence} "
            + $"({packet.LedgerHead.Digest.Value}).");
        Line(text, $"Packet digest {packet.Digest.Value}; chain {packet.Chain}; version {packet.Version}.");
        if (packet.IsCopy == true)
        {
            Line(
                text, "Made from a copy of the ledger: what happened after its last entry is not in this packet.");
        }
    }

    private static void Plan(StringBuilder text, TakeoverPacket packet)
    {
        Section(text, "Objective", [packet.Objective]);
        Section(
            text, "Lead", packet.LeadHistory.Select(one => $"epoch {one.Epoch}: {one.Lead} since {Time(one.Since)}"));
        Section(text, "Boundaries", packet.Boundaries.Select(one => $"{one.Id}: {one.Statement}"));
        Section(text, "Steps", packet.Steps.Select(one =>
            $"{one.Id} ({one.Title}): **{ReadBackPoints.StatusWord(one.Status)}**, "
            + $"{Count(one.Attempts)}{Note(one.Note)}"));
        if (packet.Lanes is { } lanes)
        {
            Section(text, "Lanes", lanes.Select(one =>
                $"{one.Id} ({one.Title}): **{one.Status}**, led by {one.Lead}. {one.WaitsFor}"));
        }

        if (packet.DecisionPoints is { } points)
        {
            Section(text, "Decision points", points.Select(Decision));
        }

        if (packet.Pending is { } pending)
        {
            Section(text, "Directed, not dispatched", pending.Select(Attempt));
        }
    }

    private static void OpenEnds(StringBuilder text, TakeoverPacket packet)
    {
        Section(text, "In flight", packet.InFlight.Select(Attempt));
        Section(text, "Unknown outcomes", packet.Unknown.Select(Attempt));
        Section(text, "Partial changes", packet.PartialChanges.Select(Attempt));
        Section(text, "Holds", packet.Holds);
        Section(text, "Open gates", packet.OpenGates.Select(one =>
            $"{one.Id} for {one.Step}: {string.Join(" or ", one.Approvers)}{Until(one.ExpiresAt)}"));
        Section(text, "Reversals", packet.Reversals.Select(one => $"{one.Step}: {one.Plan}{Until(one.Until)}"));
        if (packet.LapsedReversals is { } lapsed)
        {
            Section(text, "Reversals that lapsed", lapsed.Select(one =>
                $"{one.Step}: {one.Plan} Possible until {Time(one.Until!.Value)}"));
        }

        Section(text, "Contradictions", packet.Contradictions.Select(one =>
            $"{one.Id} at {one.Step} about {one.Fact}: "
            + $"{string.Join("; ", one.Sides.Select(side => $"{side.Source}: {side.Explanation}"))}"));
    }

    // What people said about the run itself: said by packets of later editions only.
    private static void People(StringBuilder text, TakeoverPacket packet)
    {
        if (packet.InstructionContradictions is { } instructions)
        {
            Section(text, "Contradictory instructions", instructions.Select(one => $"{one.Id}: {one.Sentence()}"));
        }

        if (packet.Narrowing is { } narrowing)
        {
            Section(text, "Taken out of the scope", narrowing.Targets.Select(id => $"target {id}")
                .Concat(narrowing.Steps.Select(id => $"step {id}")));
        }

        if (packet.Identity is { } identity)
        {
            Section(text, "Identity", [$"{identity}: see the allowed signers in the snapshot."]);
        }
    }

    private static string Decision(PacketDecisionPoint point) => point.Decided is { } made
        ? $"{point.Id}: {point.Question} **{made.Option}**, decided by {made.By} {Time(made.At)}: {made.Reason}"
        : $"{point.Id}: {point.Question} **open**, {string.Join(" or ", point.Deciders)} decides";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        Line(text, string.Empty);
        Line(text, $"## {title}");
        Line(text, string.Empty);
        var any = false;
        foreach (var line in lines)
        {
            any = true;
            Line(text, $"- {OneLine(line)}");
        }

        if (!any)
        {
            Line(text, "None.");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // What comes from outside must not be able to begin a section of its own.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Attempt(PacketAttempt attempt) =>
        $"{attempt.Id} ({attempt.Kind} of {attempt.Step}, {attempt.Stage}, directed by {attempt.Issuer}, key "
        + $"{attempt.IdempotencyKey}): {attempt.Sentence}";

    private static string Count(int attempts) =>
        attempts == 1 ? "1 attempt" : $"{attempts.ToString(CultureInfo.InvariantCulture)} attempts";

    private static string Note(string? note) => note is null ? string.Empty : $". {note}";

    private static string Until(DateTimeOffset? until) => until is { } time ? $", until {Time(time)}" : string.Empty;

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
