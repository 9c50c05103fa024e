using System.Text.Json;
using DirectedExecution.Activities.Isolation;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Worker.Configuration;

/// <summary>The settings that say what the tools of a worker may touch.</summary>
internal sealed class ToolSettingsReader(string file)
{
    public static readonly string[] Names =
    [
        "hosts", "databases", "credentials", "variables", "outputLimitBytes", "rowLimit", "auditDatabase",
        "annexDatabase", "isolation",
    ];

    public WorkerSettings With(WorkerSettings settings, string name, DocumentNode node) => name switch
    {
        "hosts" => settings with { Hosts = Texts(name, node) },
        "databases" => settings with { Databases = Map(name, node, Database) },
        "credentials" => settings with { Credentials = Map(name, node, Credential) },
        "variables" => settings with { Variables = Texts(name, node) },
        "outputLimitBytes" => settings with { OutputLimitBytes = Number(name, node) },
        "rowLimit" => settings with { RowLimit = Number(name, node) },
        "isolation" => settings with { Isolation = Isolation(name, node) },
        "annexDatabase" => settings with { AnnexDatabase = Database(name, node) },
        _ => settings with { AuditDatabase = Database(name, node) },
    };

    private DatabaseOptions Database(string name, DocumentNode node)
    {
        var database = new DatabaseOptions();
        foreach (var entry in Entries(name, node))
        {
            var field = $"{name}.{entry.Key}";
            database = entry.Key switch
            {
                "file" => database with { File = Text(field, entry.Value) },
                "host" => database with { Host = Text(field, entry.Value) },
                "port" => database with { Port = Number(field, entry.Value) },
                "database" => database with { Database = Text(field, entry.Value) },
                "user" => database with { User = Text(field, entry.Value) },
                "credential" => database with { Credential = Text(field, entry.Value) },
                "tls" => database with { Tls = Tls(field, entry.Value) },
                "rootCertificate" => database with { RootCertificate = Text(field, entry.Value) },
                "clientCertificate" => database with { ClientCertificate = Text(field, entry.Value) },
                "clientKey" => database with { ClientKey = Text(field, entry.Value) },
                "readOnly" => database with { IsReadOnly = SettingsReader.Flag(file, field, entry.Value) },
                _ => throw Problem(
                    entry.Value,
                    field,
                    "is not known; known are file, host, port, database, user, credential, tls, rootCertificate, "
                    + "clientCertificate, clientKey, readOnly"),
            };
        }

        try
        {
            database.Validate(name);
            return database;
        }
        catch (ArgumentException fault)
        {
            throw new SettingsException($"{file}:{node.Line}:{node.Column}: {fault.Message}");
        }
    }

    private IsolationOptions Isolation(string name, DocumentNode node)
    {
        var isolation = new IsolationOptions();
        foreach (var entry in Entries(name, node))
        {
            var field = $"{name}.{entry.Key}";
            isolation = entry.Key switch
            {
                "user" => isolation with { User = Number(field, entry.Value) },
                "group" => isolation with { Group = Number(field, entry.Value) },
                "level" => isolation with { Level = Number(field, entry.Value) },
                "programs" => isolation with { Programs = Map(field, entry.Value, Number) },
                "processes" => isolation with { Processes = Number(field, entry.Value) },
                "openFiles" => isolation with { OpenFiles = Number(field, entry.Value) },
                "fileBytes" => isolation with { FileBytes = Number(field, entry.Value) },
                "memoryBytes" => isolation with { MemoryBytes = Number(field, entry.Value) },
                _ => throw Problem(
                    entry.Value,
                    field,
                    "is not known; known are user, group, level, programs, processes, openFiles, fileBytes, "
                    + "memoryBytes"),
            };
        }

        return isolation;
    }

    private CredentialOptions Credential(string name, DocumentNode node)
    {
        if (node is DocumentNode.Scalar)
        {
            return new CredentialOptions { From = Text(name, node) };
        }

        string? from = null;
        IReadOnlyList<string>? tools = null;
        IReadOnlyList<string>? hosts = null;
        foreach (var entry in Entries(name, node))
        {
            var field = $"{name}.{entry.Key}";
            _ = entry.Key switch
            {
                "from" => from = Text(field, entry.Value),
                "tools" => tools = Texts(field, entry.Value),
                "hosts" => (object)(hosts = Texts(field, entry.Value)),
                _ => throw Problem(entry.Value, field, "is not known; known are from, tools, hosts"),
            };
        }

        return new CredentialOptions
        {
            From = from ?? throw Problem(node, name, "needs 'from'"), Tools = tools, Hosts = hosts,
        };
    }

    private DatabaseTls Tls(string name, DocumentNode node) => Text(name, node) switch
    {
        "off" => DatabaseTls.Off,
        "verifyCa" => DatabaseTls.VerifyCa,
        "verifyFull" => DatabaseTls.VerifyFull,
        _ => throw Problem(node, name, "must be off, verifyCa or verifyFull"),
    };

    private Dictionary<string, T> Map<T>(string name, DocumentNode node, Func<string, DocumentNode, T> read) =>
        Entries(name, node).ToDictionary(
            entry => entry.Key, entry => read($"{name}.{entry.Key}", entry.Value), StringComparer.Ordinal);

    private ValueList<DocumentEntry> Entries(string name, DocumentNode node) =>
        node is DocumentNode.Mapping mapping ? mapping.Entries : throw Problem(node, name, "must be a mapping");

    private List<string> Texts(string name, DocumentNode node) => node is DocumentNode.Sequence sequence
        ? [.. sequence.Items.Select(item => Text(name, item))]
        : throw Problem(node, name, "must be a list of texts");

    private int Number(string name, DocumentNode node) =>
        node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.Number } value }
        && value.TryGetInt32(out var number) && number > 0
            ? number
            : throw Problem(node, name, "must be a whole number above 0");

    private string Text(string name, DocumentNode node) => SettingsReader.Text(file, name, node);

    private SettingsException Problem(DocumentNode node, string name, string why) =>
        SettingsReader.Problem(file, node, name, why);
}
