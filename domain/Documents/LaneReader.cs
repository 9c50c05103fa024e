using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads lanes, decision points, and what steps say about them.</summary>
internal static class LaneReader
{
    public static Lane Lane(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var lane = new Lane(
            new LaneId(fields.Is("lane").Text("id")), fields.Text("title"), fields.OptionalId<PersonId>("specialist"));
        fields.Done();
        return lane;
    }

    public static DecisionPoint DecisionPoint(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var point = new DecisionPoint(
            new DecisionPointId(fields.Is("decisionPoint").Text("id")),
            fields.Text("question"),
            fields.Names<LaneId>("lanes"),
            fields.Names<StepId>("requires"),
            fields.List("options", (item, at) => Option(cursor, item, at)),
            fields.Names<PersonId>("deciders"));
        fields.Done();
        return point;
    }

    public static StepCondition? When(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var condition = new StepCondition(
            new DecisionPointId(fields.Is("when").Text("decision")),
            fields.List("options", (node, path) => PartReaders.Words(fields.Cursor, node, path)));
        fields.Done();
        return condition;
    }

    private static DecisionOption Option(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var option = new DecisionOption(fields.Is("option").Text("id"), fields.Text("statement"));
        fields.Done();
        return option;
    }
}
