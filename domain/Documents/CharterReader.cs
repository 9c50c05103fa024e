using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads a charter from a document: the whole of it, or every problem in it.</summary>
public static class CharterReader
{
    public static DocumentResult<Charter> Read(DocumentNode root, string fileName)
    {
        var cursor = new DocumentCursor(new DocumentSource(fileName, root), "charter");
        var charter = Read(cursor, root);
        if (cursor.IsClean)
        {
            cursor.Add(CharterLint.Check(charter));
        }

        return new(cursor.IsClean ? charter : null, cursor.Problems);
    }

    internal static Charter Read(DocumentCursor cursor, DocumentNode root)
    {
        var fields = new MappingReader(cursor, root, "charter");
        var charter = new Charter(
            fields.Is("charter").Text("id"),
            fields.Text("objective"),
            new PersonId(fields.Text("lead")),
            Reference(fields.Mapping("procedure")),
            fields.List("targets", (node, path) => Target(cursor, node, path)),
            fields.List("boundaries", (node, path) => Boundary(cursor, node, path)),
            fields.List("noGoConditions", (node, path) => PartReaders.NoGo(cursor, node, path)),
            Roles(fields.Mapping("roles")),
            fields.List("notifications", (node, path) => Route(cursor, node, path)),
            fields.Choice<PrivacyClass>("privacy"),
            fields.Choice<RunMode>("mode"),
            PartReaders.SchemaVersion(fields),
            fields.OptionalChoice<IdentityMode>("identity"),
            fields.OptionalChoice<GovernanceMode>("governance"),
            fields.OptionalBoolean("humanInLoop"));
        fields.Done();
        return charter;
    }

    internal static ProcedureReference Reference(MappingReader fields)
    {
        var reference = new ProcedureReference(
            fields.Is("procedureReference").Text("id"),
            fields.Text("version"),
            fields.OptionalText("digest") is { Length: > 0 } digest ? Digest.From(digest) : null);
        fields.Done();
        return reference;
    }

    private static Target Target(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var target = new Target(
            new TargetId(fields.Is("target").Text("id")),
            fields.Text("environment"),
            fields.OptionalData("properties") ?? JsonData.EmptyObject);
        fields.Done();
        return target;
    }

    private static Boundary Boundary(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var boundary = new Boundary(
            new BoundaryId(fields.Is("boundary").Text("id")),
            fields.Text("statement"),
            fields.List<Expectation>("crossedWhen", (item, at) =>
                PartReaders.Expectation(new MappingReader(cursor, item, at))),
            fields.Names<PersonId>("clearedBy"),
            fields.OptionalText("tool"),
            Observed(fields.OptionalMapping("observed")));
        fields.Done();
        return boundary;
    }

    private static ObservedBoundary? Observed(MappingReader? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var observed = new ObservedBoundary(
            fields.Is("observed").Text("source"),
            PartReaders.Call(fields.Mapping("read")),
            PartReaders.Expectation(fields.Mapping("crossedWhen")));
        fields.Done();
        return observed;
    }

    private static Roles Roles(MappingReader fields)
    {
        var roles = new Roles(
            fields.Is("roles").Names<PersonId>("approvers"),
            fields.Names<PersonId>("takeoverAuthority"),
            fields.Names<PersonId>("specialists"),
            fields.Names<PersonId>("reviewers"),
            fields.Names<PersonId>("auditors") is { IsEmpty: false } auditors ? auditors : null,
            fields.OptionalNames<PersonId>("governors"),
            fields.OptionalList("groups", (node, path) => Group(fields.Cursor, node, path)),
            fields.OptionalNames<PersonId>("annexReaders"),
            fields.OptionalNames<PersonId>("annexErasers"));
        fields.Done();
        return roles;
    }

    private static RoleGroup Group(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var group = new RoleGroup(fields.Is("group").Text("name"), fields.Names<PersonId>("members"));
        fields.Done();
        return group;
    }

    private static NotificationRoute Route(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var route = new NotificationRoute(fields.Is("notification").Text("kind"), fields.Text("address"));
        fields.Done();
        return route;
    }
}
