using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>Reads a rehearsal script from a document: the whole of it, or every problem in it.</summary>
public static class RehearsalReader
{
    /// <summary>With a charter and a procedure it is checked against them as well.</summary>
    public static DocumentResult<Rehearsal> Read(
        DocumentNode root, string fileName, RunDocuments? documents = null)
    {
        var cursor = new DocumentCursor(new DocumentSource(fileName, root), "rehearsal");
        var rehearsal = Read(cursor, root);
        if (cursor.IsClean)
        {
            cursor.Add(documents is null
                ? RehearsalLint.Check(rehearsal)
                : RehearsalLint.Check(rehearsal, documents.Charter, documents.Procedure));
        }

        return new(cursor.IsClean ? rehearsal : null, cursor.Problems);
    }

    internal static Rehearsal Read(DocumentCursor cursor, DocumentNode root)
    {
        var fields = new MappingReader(cursor, root, "rehearsal");
        var rehearsal = new Rehearsal(
            fields.Is("rehearsal").Text("id"),
            CharterReader.Reference(fields.Mapping("procedure")),
            Reads(fields, "standing"),
            fields.List("steps", (node, path) => Step(cursor, node, path)),
            PartReaders.SchemaVersion(fields));
        fields.Done();
        return rehearsal;
    }

    private static RehearsedStep Step(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var step = new RehearsedStep(
            new StepId(fields.Is("rehearsedStep").Text("step")),
            Reads(fields, "before"),
            Reads(fields, "after"),
            Action(fields.OptionalMapping("action")),
            Reversal(fields.OptionalMapping("reversal")),
            fields.OptionalWhole("attempt"),
            fields.OptionalList("gates", (item, at) => Gate(cursor, item, at)));
        fields.Done();
        return step;
    }

    private static RehearsedReversal? Reversal(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var reversal = new RehearsedReversal(
            Reads(fields.Is("rehearsedReversal"), "before"), Reads(fields, "after"),
            Action(fields.OptionalMapping("action")));
        fields.Done();
        return reversal;
    }

    private static RehearsedAction? Action(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var action = new RehearsedAction(
            fields.Is("rehearsedAction").Choice<ActionOutcome>("outcome"),
            fields.OptionalText("says"),
            fields.OptionalWhole("exitCode"),
            fields.OptionalDuration("delay"));
        fields.Done();
        return action;
    }

    private static ValueList<RehearsedRead> Reads(MappingReader fields, string name) =>
        fields.List(name, (node, path) => Read(fields.Cursor, node, path));

    private static RehearsedRead Read(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var read = new RehearsedRead(
            fields.Is("rehearsedRead").Text("read"),
            fields.OptionalData("document"),
            fields.OptionalText("unreadable"),
            fields.OptionalDuration("age"),
            fields.OptionalDuration("delay"));
        fields.Done();
        return read;
    }

    private static SeededGate Gate(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var gate = new SeededGate(
            fields.Is("seededGate").Choice<RightVerdict>("right"),
            fields.Text("because"),
            fields.OptionalChoice<GatePlacement>("placement"));
        fields.Done();
        return gate;
    }
}
