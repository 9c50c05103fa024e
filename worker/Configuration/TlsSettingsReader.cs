using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Worker.Configuration;

/// <summary>Reads <c>tls</c>: true, false, or what the connection needs; and the variables of the same.</summary>
internal static class TlsSettingsReader
{
    public const string Name = "tls";

    public static TlsSettings Read(string file, DocumentNode node)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            return new TlsSettings { IsOn = SettingsReader.Flag(file, Name, node) };
        }

        var settings = new TlsSettings { IsOn = true };
        foreach (var (key, value) in mapping.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            var text = SettingsReader.Text(file, $"{Name}.{key}", value);
            settings = key switch
            {
                "serverName" => settings with { ServerName = text },
                "rootCertificate" => settings with { RootCertificate = text },
                "clientCertificate" => settings with { ClientCertificate = text },
                "clientKey" => settings with { ClientKey = text },
                _ => throw SettingsReader.Problem(
                    file, value, $"{Name}.{key}",
                    "is not known; known are serverName, rootCertificate, clientCertificate, clientKey"),
            };
        }

        return settings;
    }

    /// <summary>The variables that Temporal's own programs read.</summary>
    public static TlsSettings WithEnvironment(TlsSettings settings, Func<string, string?> environment) => settings with
    {
        IsOn = environment("TEMPORAL_TLS") switch
        {
            null or "" => settings.IsOn,
            "true" or "1" => true,
            "false" or "0" => false,
            var other => throw new SettingsException($"TEMPORAL_TLS: must be true or false, not '{other}'."),
        },
        ServerName = NotEmpty(environment("TEMPORAL_TLS_SERVER_NAME")) ?? settings.ServerName,
        RootCertificate = NotEmpty(environment("TEMPORAL_TLS_SERVER_CA_CERT_PATH")) ?? settings.RootCertificate,
        ClientCertificate = NotEmpty(environment("TEMPORAL_TLS_CLIENT_CERT_PATH")) ?? settings.ClientCertificate,
        ClientKey = NotEmpty(environment("TEMPORAL_TLS_CLIENT_KEY_PATH")) ?? settings.ClientKey,
    };

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
