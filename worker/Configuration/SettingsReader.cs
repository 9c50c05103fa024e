using System.Text.Json;
using DirectedExecution.Domain.Documents;
using Serilog.Events;

namespace DirectedExecution.Worker.Configuration;

/// <summary>Settings from a file and from the environment; the environment wins.</summary>
public static class SettingsReader
{
    public const string DefaultFile = "temporal-dev.yaml";

    private static readonly string[] Names =
    [
        "address", "namespace", "taskQueue", "databaseFile", "auditFile", "annexFile", "workingRoot", "otlpEndpoint",
        "logLevel",
        TlsSettingsReader.Name, EncryptionSettingsReader.Name, "executables", "searchAttributes",
        .. ToolSettingsReader.Names,
    ];

    /// <summary>Reads the file (the default one may be missing) and then the environment.</summary>
    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static WorkerSettings Read(string? file, Func<string, string?> environment)
    {
        var path = file ?? environment("DIRECTED_CONFIG");
        var settings = path is null && !File.Exists(DefaultFile)
            ? new WorkerSettings()
            : FromText(ReadFile(path ?? DefaultFile), path ?? DefaultFile);
        return WithEnvironment(settings, environment);
    }

    /// <summary>Settings as a text has them.</summary>
    public static WorkerSettings FromText(string text, string fileName)
    {
        DocumentNode root;
        try
        {
            root = YamlDocumentReader.Read(text, fileName);
        }
        catch (DocumentSyntaxException fault)
        {
            throw new SettingsException(fault.Message);
        }

        if (root is not DocumentNode.Mapping mapping)
        {
            throw Problem(fileName, root, "settings", "must be a mapping");
        }

        var settings = new WorkerSettings();
        foreach (var entry in mapping.Entries)
        {
            settings = With(settings, entry.Key, entry.Value, fileName);
        }

        return settings;
    }

    private static WorkerSettings With(
        WorkerSettings settings, string name, DocumentNode node, string file) => name switch
    {
        "address" => settings with { Address = Address(Text(file, name, node), $"{file}:{node.Line}") },
        "namespace" => settings with { Namespace = Text(file, name, node) },
        "taskQueue" => settings with { TaskQueue = Text(file, name, node) },
        "databaseFile" => settings with { DatabaseFile = Text(file, name, node) },
        "auditFile" => settings with { AuditFile = Text(file, name, node) },
        "annexFile" => settings with { AnnexFile = Text(file, name, node) },
        "workingRoot" => settings with { WorkingRoot = Text(file, name, node) },
        "otlpEndpoint" => settings with { OtlpEndpoint = Text(file, name, node) },
        "logLevel" => settings with { LogLevel = Level(Text(file, name, node), $"{file}:{node.Line}") },
        TlsSettingsReader.Name => settings with { Tls = TlsSettingsReader.Read(file, node) },
        EncryptionSettingsReader.Name => settings with { Encryption = EncryptionSettingsReader.Read(file, node) },
        "executables" => settings with { Executables = Texts(file, name, node) },
        "searchAttributes" => CheckedSearchAttributes(settings, file, name, node),
        _ when ToolSettingsReader.Names.Contains(name) => new ToolSettingsReader(file).With(settings, name, node),
        _ => throw Problem(file, node, name, $"is not known; known are {string.Join(", ", Names)}"),
    };

    private static WorkerSettings WithEnvironment(
        WorkerSettings settings, Func<string, string?> environment) => settings with
    {
        Address = environment("TEMPORAL_ADDRESS") is { Length: > 0 } address
            ? Address(address, "TEMPORAL_ADDRESS")
            : settings.Address,
        Namespace = environment("TEMPORAL_NAMESPACE") ?? settings.Namespace,
        ApiKey = environment("TEMPORAL_API_KEY") is { Length: > 0 } key ? key : settings.ApiKey,
        Tls = TlsSettingsReader.WithEnvironment(settings.Tls, environment),
        Encryption = EncryptionSettingsReader.WithEnvironment(settings.Encryption, environment),
        TaskQueue = environment("DIRECTED_TASK_QUEUE") ?? settings.TaskQueue,
        DatabaseFile = environment("DIRECTED_DATABASE_FILE") ?? settings.DatabaseFile,
        AuditFile = environment("DIRECTED_AUDIT_FILE") ?? settings.AuditFile,
        AnnexFile = environment("DIRECTED_ANNEX_FILE") ?? settings.AnnexFile,
        WorkingRoot = environment("DIRECTED_WORKING_ROOT") ?? settings.WorkingRoot,
        OtlpEndpoint = environment("OTEL_EXPORTER_OTLP_ENDPOINT") ?? settings.OtlpEndpoint,
        LogLevel = environment("DIRECTED_LOG_LEVEL") is { Length: > 0 } level
            ? Level(level, "DIRECTED_LOG_LEVEL")
            : settings.LogLevel,
    };

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: the settings file cannot be read: {fault.Message}");
        }
    }

    private static string Address(string text, string where) =>
        text.Contains("://", StringComparison.Ordinal) || text.Split(':') is not [{ Length: > 0 }, var port]
            || !ushort.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? throw new SettingsException($"{where}: the address must be host:port, not '{text}'.")
            : text;

    private static string Level(string text, string where) =>
        Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out _)
            ? text
            : throw new SettingsException(
                $"{where}: the log level must be one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}, " +
                $"not '{text}'.");

    /// <summary>The attributes are the program's; the file repeats them for whoever sets up a server by hand.</summary>
    private static WorkerSettings CheckedSearchAttributes(
        WorkerSettings settings, string file, string name, DocumentNode node)
    {
        foreach (var attribute in Texts(file, name, node).Keys)
        {
            if (!Workflows.Contracts.RunSearchAttributes.All.Any(known => known.Name == attribute))
            {
                throw Problem(file, node, $"{name}.{attribute}", "is no search attribute of a directed run");
            }
        }

        return settings;
    }

    internal static string Text(string file, string name, DocumentNode node) =>
        node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } value }
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw Problem(file, node, name, "must be a text");

    internal static bool Flag(string file, string name, DocumentNode node) =>
        node is DocumentNode.Scalar { Value.Element.ValueKind: JsonValueKind.True or JsonValueKind.False } scalar
            ? scalar.Value.Element.GetBoolean()
            : throw Problem(file, node, name, "must be true or false");

    private static Dictionary<string, string> Texts(
        string file, string name, DocumentNode node) => node is DocumentNode.Mapping mapping
        ? mapping.Entries.ToDictionary(
            entry => entry.Key, entry => Text(file, $"{name}.{entry.Key}", entry.Value), StringComparer.Ordinal)
        : throw Problem(file, node, name, "must be a mapping");

    internal static SettingsException Problem(string file, DocumentNode node, string name, string why) =>
        new($"{file}:{node.Line}:{node.Column}: the setting '{name}' {why}.");
}
