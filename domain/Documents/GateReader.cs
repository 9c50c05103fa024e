using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads who must agree, how many, and what happens while nobody does.</summary>
internal static class GateReader
{
    public static GatePolicy Read(MappingReader fields)
    {
        var gate = new GatePolicy(
            fields.Is("gate").Choice<GateTier>("tier"), fields.Names<PersonId>("approvers"),
            fields.OptionalDuration("expiresAfter"),
            fields.OptionalList("groups", (node, path) => PartReaders.Words(fields.Cursor, node, path)),
            Quorum(fields.OptionalMapping("quorum")),
            Ladder(fields.OptionalMapping("ladder")),
            fields.OptionalList("options", (node, path) => PartReaders.Words(fields.Cursor, node, path)));
        fields.Done();
        return gate;
    }

    private static Quorum? Quorum(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var groups = fields.Is("quorum").List(
            "oneOfEach", (node, path) => PartReaders.Words(fields.Cursor, node, path));
        var quorum = new Quorum(fields.OptionalWhole("count") ?? Math.Max(groups.Count, 1), groups);
        fields.Done();
        return quorum;
    }

    private static GateLadder? Ladder(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var ladder = new GateLadder(
            fields.Is("ladder").Duration("within"),
            fields.OptionalWhole("remindAtPercent") ?? GateLadder.DefaultRemindPercent,
            fields.OptionalWhole("escalateAtPercent") ?? GateLadder.DefaultEscalatePercent,
            fields.OptionalWhole("endAtPercent") ?? GateLadder.DefaultEndPercent,
            fields.OptionalChoice<LadderEnd>("end") ?? LadderEnd.FailClosed,
            fields.Names<PersonId>("escalateTo"),
            fields.List("escalateToGroups", (node, path) => PartReaders.Words(fields.Cursor, node, path)),
            fields.OptionalChoice<GateMode>("mode") ?? GateMode.Asynchronous,
            fields.OptionalText("calendar"));
        fields.Done();
        return ladder;
    }
}
