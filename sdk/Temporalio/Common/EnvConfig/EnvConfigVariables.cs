using System.Collections;

namespace Temporalio.Common.EnvConfig;

/// <summary>The environment variables of a profile.</summary>
internal static class EnvConfigVariables
{
    private const string HeaderPrefix = "TEMPORAL_GRPC_META_";
    private const string TlsPrefix = "TEMPORAL_TLS";

    /// <summary>The variables to use: those given, else those of the process.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string>? given) =>
        given ?? Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty);

    /// <summary>The profile with what the variables say instead.</summary>
    public static ClientEnvConfig.Profile Apply(
        ClientEnvConfig.Profile profile, IReadOnlyDictionary<string, string> variables) => profile with
        {
            Address = variables.GetValueOrDefault("TEMPORAL_ADDRESS") ?? profile.Address,
            Namespace = variables.GetValueOrDefault("TEMPORAL_NAMESPACE") ?? profile.Namespace,
            ApiKey = variables.GetValueOrDefault("TEMPORAL_API_KEY") ?? profile.ApiKey,
            Tls = profile.Tls is null && !variables.Keys.Any(
                key => key == TlsPrefix || key.StartsWith(TlsPrefix + "_", StringComparison.Ordinal))
                ? null
                : Apply(profile.Tls ?? new(), variables),
            GrpcMeta = Headers(profile.GrpcMeta, variables),
        };

    private static ClientEnvConfig.Tls Apply(
        ClientEnvConfig.Tls tls, IReadOnlyDictionary<string, string> variables) => tls with
    {
        Disabled = Flag(variables.GetValueOrDefault(TlsPrefix)) is { } isOn ? !isOn : tls.Disabled,
        ServerName = variables.GetValueOrDefault("TEMPORAL_TLS_SERVER_NAME") ?? tls.ServerName,
        ServerRootCACert = Source("SERVER_CA_CERT", variables, tls.ServerRootCACert),
        ClientCert = Source("CLIENT_CERT", variables, tls.ClientCert),
        ClientPrivateKey = Source("CLIENT_KEY", variables, tls.ClientPrivateKey),
    };

    private static bool? Flag(string? value) => value?.ToUpperInvariant() switch
    {
        "1" or "TRUE" => true,
        "0" or "FALSE" => false,
        _ => null,
    };

    // One kind of source for each: bytes in one place and a path in another are two different things that are meant.
    private static DataSource? Source(
        string name, IReadOnlyDictionary<string, string> variables, DataSource? fromFile)
    {
        var (pathName, dataName) = ($"{TlsPrefix}_{name}_PATH", $"{TlsPrefix}_{name}_DATA");
        return (variables.GetValueOrDefault(pathName), variables.GetValueOrDefault(dataName)) switch
        {
            (not null, not null) => throw new InvalidOperationException(
                $"Configuration error: Cannot specify both {pathName} and {dataName}; set one of them"),
            (not null, _) when fromFile?.Data is not null => throw new InvalidOperationException(
                $"Configuration error: {pathName} is set, but the file has the data itself; set one of them"),
            (_, not null) when fromFile?.Path is not null => throw new InvalidOperationException(
                $"Configuration error: {dataName} is set, but the file has a path; set one of them"),
            ({ } path, _) => DataSource.FromPath(path),
            (_, { } data) => DataSource.FromUTF8String(data),
            _ => fromFile,
        };
    }

    // An empty value takes a header of the file away.
    private static Dictionary<string, string>? Headers(
        IReadOnlyDictionary<string, string>? from, IReadOnlyDictionary<string, string> variables)
    {
        var headers = new Dictionary<string, string>(from ?? new Dictionary<string, string>());
        foreach (var (key, value) in variables.Where(v => v.Key.StartsWith(HeaderPrefix, StringComparison.Ordinal)))
        {
            var name = EnvConfigFile.HeaderName(key[HeaderPrefix.Length..]);
            headers.Remove(name);
            if (value.Length > 0)
            {
                headers[name] = value;
            }
        }

        return from is null && headers.Count == 0 ? null : headers;
    }
}
