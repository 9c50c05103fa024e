using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads a procedure from a document: the whole of it, or every problem in it.</summary>
public static class ProcedureReader
{
    public static DocumentResult<Procedure> Read(DocumentNode root, string fileName)
    {
        var cursor = new DocumentCursor(new DocumentSource(fileName, root), "procedure");
        var procedure = Read(cursor, root);
        if (cursor.IsClean)
        {
            cursor.Add(ProcedureLint.Check(procedure));
        }

        return new(cursor.IsClean ? procedure : null, cursor.Problems);
    }

    internal static Procedure Read(DocumentCursor cursor, DocumentNode root)
    {
        var fields = new MappingReader(cursor, root, "procedure");
        var procedure = new Procedure(
            fields.Is("procedure").Text("id"),
            fields.Text("version"),
            fields.Text("title"),
            fields.List("noGoConditions", (node, path) => PartReaders.NoGo(cursor, node, path)),
            fields.List("steps", (node, path) => StepReader.Read(cursor, node, path)),
            PartReaders.SchemaVersion(fields),
            fields.OptionalList("lanes", (node, path) => LaneReader.Lane(cursor, node, path)),
            fields.OptionalList("decisionPoints", (node, path) => LaneReader.DecisionPoint(cursor, node, path)),
            fields.OptionalList("prerequisites", (node, path) => PartReaders.Prerequisite(cursor, node, path)),
            PartReaders.Gate(fields.OptionalMapping("escalation")));
        fields.Done();
        return procedure;
    }
}
