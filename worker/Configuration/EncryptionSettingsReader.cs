using DirectedExecution.Domain.Documents;
using DirectedExecution.Worker.Encryption;

namespace DirectedExecution.Worker.Configuration;

/// <summary>Reads <c>encryption</c>, and the variables of the same. Keys themselves stand in neither.</summary>
internal static class EncryptionSettingsReader
{
    public const string Name = "encryption";

    private const string KeyVariable = "DIRECTED_ENCRYPTION_KEY";
    private const string KeysVariable = "DIRECTED_ENCRYPTION_KEYS";

    public static EncryptionSettings Read(string file, DocumentNode node)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            throw SettingsReader.Problem(file, node, Name, "must be a mapping with key and keys");
        }

        var settings = new EncryptionSettings();
        foreach (var (key, value) in mapping.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            settings = key switch
            {
                "key" => settings with { Key = SettingsReader.Text(file, $"{Name}.key", value) },
                "keys" => settings with { Keys = Keys(file, value) },
                _ => throw SettingsReader.Problem(
                    file, value, $"{Name}.{key}", "is not known; known are key, keys"),
            };
        }

        return settings;
    }

    public static EncryptionSettings? WithEnvironment(
        EncryptionSettings? settings, Func<string, string?> environment)
    {
        var key = NotEmpty(environment(KeyVariable));
        var keys = NotEmpty(environment(KeysVariable));
        if (key is null && keys is null)
        {
            return settings;
        }

        settings ??= new EncryptionSettings();
        return settings with { Key = key ?? settings.Key, Keys = keys is null ? settings.Keys : Listed(keys) };
    }

    private static Dictionary<string, string> Keys(string file, DocumentNode node)
    {
        if (node is not DocumentNode.Mapping { Entries: { IsEmpty: false } entries })
        {
            throw SettingsReader.Problem(
                file, node, $"{Name}.keys", "must be a mapping of ids to file:PATH or env:NAME");
        }

        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, value) in entries.Select(entry => (entry.Key, entry.Value)))
        {
            var name = $"{Name}.keys.{id}";
            if (!PayloadKey.IsId(id))
            {
                throw SettingsReader.Problem(
                    file, value, name, "is no id: letters, digits, '.', '_' and '-', 64 at most");
            }

            var reference = SettingsReader.Text(file, name, value);
            keys.Add(id, IsReference(reference)
                ? reference
                : throw SettingsReader.Problem(
                    file, value, name, "must say where the key is, file:PATH or env:NAME; the key itself stays there"));
        }

        return keys;
    }

    private static Dictionary<string, string> Listed(string text)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (item.Split('=', 2) is not [var id, var reference] || !PayloadKey.IsId(id) || !IsReference(reference)
                || !keys.TryAdd(id, reference))
            {
                throw new SettingsException(
                    $"{KeysVariable}: must be ID=file:PATH or ID=env:NAME, each id once, with a blank between two.");
            }
        }

        return keys;
    }

    private static bool IsReference(string text) =>
        text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith("env:", StringComparison.Ordinal);

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
