using System.Text;

namespace Temporalio.Common.EnvConfig;

/// <summary>The file of profiles.</summary>
internal static class EnvConfigFile
{
    public const string DefaultProfile = "default";

    private static readonly string[] ProfileKeys = ["address", "namespace", "api_key", "tls", "codec", "grpc_meta"];

    private static readonly string[] TlsKeys =
    [
        "disabled", "client_cert_path", "client_cert_data", "client_key_path", "client_key_data", "server_ca_cert_path",
        "server_ca_cert_data", "server_name", "disable_host_verification",
    ];

    private static readonly string[] CodecKeys = ["endpoint", "auth"];

    /// <summary>The profiles of the file; none if there is no file.</summary>
    public static IReadOnlyDictionary<string, ClientEnvConfig.Profile> Load(
        DataSource? source, bool isStrict, IReadOnlyDictionary<string, string> variables)
    {
        var path = source is null ? PathOf(variables) : source.Path;
        var name = path ?? "configuration";
        try
        {
            var data = source?.Data ?? (path is not null && File.Exists(path) ? File.ReadAllBytes(path) : null);
            return data is null ? new Dictionary<string, ClientEnvConfig.Profile>() : Profiles(data, isStrict);
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw new InvalidOperationException($"Configuration error in the TOML of {name}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Configuration error in {name}: {e.Message}", e);
        }
    }

    /// <summary>A name of a header as gRPC wants it.</summary>
    public static string HeaderName(string key) => key.ToLowerInvariant().Replace('_', '-');

    private static string? PathOf(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.GetValueOrDefault("TEMPORAL_CONFIG_FILE") is { Length: > 0 } set)
        {
            return set;
        }

        var folder = OperatingSystem.IsMacOS()
            ? Path.Combine(variables.GetValueOrDefault("HOME") ?? string.Empty, "Library", "Application Support")
            : OperatingSystem.IsWindows() ? variables.GetValueOrDefault("APPDATA")
            : variables.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } config ? config
            : variables.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config") : null;
        return string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, "temporalio", "temporal.toml");
    }

    private static Dictionary<string, ClientEnvConfig.Profile> Profiles(byte[] data, bool isStrict)
    {
        var root = TomlReader.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(data));
        Check(root, isStrict, string.Empty, ["profile"]);
        var profiles = Table(root, "profile") ?? [];
        return profiles.Keys.ToDictionary(name => name, name => ProfileOf(Table(profiles, name)!, isStrict, name));
    }

    private static ClientEnvConfig.Profile ProfileOf(Dictionary<string, object> table, bool isStrict, string name)
    {
        Check(table, isStrict, $"profile.{name}.", ProfileKeys);
        Check(Table(table, "codec") ?? [], isStrict, $"profile.{name}.codec.", CodecKeys);
        var headers = Table(table, "grpc_meta");
        return new(
            Text(table, "address"),
            Text(table, "namespace"),
            Text(table, "api_key"),
            Table(table, "tls") is { } tls ? TlsOf(tls, isStrict, name) : null,
            headers?.ToDictionary(entry => HeaderName(entry.Key), entry => Text(headers, entry.Key)!));
    }

    private static ClientEnvConfig.Tls TlsOf(Dictionary<string, object> table, bool isStrict, string name)
    {
        Check(table, isStrict, $"profile.{name}.tls.", TlsKeys);
        return new(
            table.TryGetValue("disabled", out var disabled)
                ? disabled as bool? ?? throw new FormatException("disabled has to be true or false")
                : null,
            Text(table, "server_name"),
            Source(table, "server_ca_cert"),
            Source(table, "client_cert"),
            Source(table, "client_key"));
    }

    private static DataSource? Source(Dictionary<string, object> table, string name)
    {
        var (path, data) = (Text(table, name + "_path"), Text(table, name + "_data"));
        return (path, data) switch
        {
            (not null, not null) => throw new FormatException(
                $"Cannot specify both {name}_path and {name}_data; set one of them"),
            (not null, _) => DataSource.FromPath(path),
            (_, not null) => DataSource.FromUTF8String(data),
            _ => null,
        };
    }

    private static Dictionary<string, object>? Table(Dictionary<string, object> table, string key) =>
        table.TryGetValue(key, out var value)
            ? value as Dictionary<string, object> ?? throw new FormatException($"{key} has to be a table")
            : null;

    private static string? Text(Dictionary<string, object> table, string key) => table.TryGetValue(key, out var value)
        ? value as string ?? throw new FormatException($"{key} has to be a string in quotes")
        : null;

    private static void Check(Dictionary<string, object> table, bool isStrict, string path, string[] known)
    {
        if (isStrict && table.Keys.Except(known).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"unknown field {path}{unknown}, known: {string.Join(", ", known)}");
        }
    }
}
