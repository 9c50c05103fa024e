using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads one step of a procedure.</summary>
internal static class StepReader
{
    public static Step Read(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var step = new Step(
            new StepId(fields.Is("step").Text("id")),
            fields.Text("title"),
            fields.Choice<StepClass>("class"),
            fields.Names<TargetId>("targets"),
            fields.List("arguments", (item, at) => Argument(cursor, item, at)),
            PartReaders.Call(fields.Mapping("action")),
            Reads(cursor, fields, "before"),
            Reads(cursor, fields, "after"),
            fields.Duration("freshness"),
            fields.Names<StepId>("requires"),
            PartReaders.Gate(fields.OptionalMapping("gate")),
            Risk(cursor, fields.OptionalMapping("risk")),
            Reversal(cursor, fields.OptionalMapping("reversal")),
            fields.OptionalText("irreversible"),
            RiskFactors(cursor, fields.OptionalMapping("riskFactors")),
            fields.OptionalId<LaneId>("lane"),
            LaneReader.When(fields.OptionalMapping("when")),
            fields.OptionalList("agreement", (node, path) => Agreement(cursor, node, path)),
            PartReaders.Gate(fields.OptionalMapping("gateAfter")),
            PartReaders.Gate(fields.OptionalMapping("checkpoint")));
        fields.Done();
        return step;
    }

    private static ValueList<VerificationRead> Reads(DocumentCursor cursor, MappingReader fields, string name) =>
        fields.List(name, (node, path) => PartReaders.Read(cursor, node, path));

    private static ArgumentDeclaration Argument(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var argument = new ArgumentDeclaration(
            fields.Is("argument").Text("name"),
            fields.Choice<ArgumentType>("type"),
            fields.Boolean("required", otherwise: true),
            fields.List("allowed", (item, at) => Allowed(cursor, item, at)));
        fields.Done();
        return argument;
    }

    private static JsonData Allowed(DocumentCursor cursor, DocumentNode node, string path)
    {
        cursor.Shapes?.Item(path, new Shape.Single());
        if (node is DocumentNode.Scalar { Value.Element.ValueKind: not JsonValueKind.Null } scalar)
        {
            return scalar.Value;
        }

        cursor.Add(
            ProblemCode.WrongType, path, "This is to be a single value.", "Write a text, a number, true or false.");
        return JsonData.EmptyObject;
    }

    private static RiskStatement? Risk(DocumentCursor cursor, MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var risk = new RiskStatement(
            fields.Is("risk").Text("blastRadius"),
            fields.Text("failureMode"),
            fields.List("alternatives", (node, path) => PartReaders.Words(cursor, node, path)),
            fields.List("policies", (node, path) => PartReaders.Words(cursor, node, path)),
            fields.OptionalText("ifItFails"));
        fields.Done();
        return risk;
    }

    private static Reversal? Reversal(DocumentCursor cursor, MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var reversal = new Reversal(
            fields.Is("reversal").Text("plan"),
            fields.Choice<StepClass>("class"),
            PartReaders.Call(fields.Mapping("action")),
            Reads(cursor, fields, "before"),
            Reads(cursor, fields, "after"),
            fields.OptionalDuration("within"),
            PartReaders.Gate(fields.OptionalMapping("gate")));
        fields.Done();
        return reversal;
    }

    private static AgreementRule Agreement(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var rule = new AgreementRule(
            fields.Is("agreement").Text("fact"),
            fields.Choice<AgreementKind>("rule"),
            fields.OptionalWhole("count"),
            fields.OptionalNumber("tolerance"));
        fields.Done();
        return rule;
    }

    private static RiskFactors? RiskFactors(DocumentCursor cursor, MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var factors = new RiskFactors(
            fields.Is("riskFactors").OptionalChoice<Reversibility>("reversibility"),
            fields.OptionalDuration("reversibleIn"),
            fields.OptionalChoice<BlastRadius>("blastRadius"),
            Money(fields.OptionalMapping("cost")),
            fields.OptionalChoice<Sensitivity>("sensitivity"),
            fields.OptionalText("environment"),
            fields.OptionalList("externalParties", (node, path) => PartReaders.Words(cursor, node, path)),
            fields.OptionalBoolean("deletes"),
            fields.OptionalBoolean("readOnly"));
        fields.Done();
        return factors;
    }

    private static Money? Money(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var money = new Money(fields.Is("cost").Number("amount"), fields.Text("currency"));
        fields.Done();
        return money;
    }
}
