using Temporalio.Client;

namespace Temporalio.Common.EnvConfig;

/// <summary>
/// Configuration of clients from the TOML file that the Temporal CLI reads too, and from <c>TEMPORAL_*</c> environment
/// variables, which win over the file.
/// </summary>
/// <param name="Profiles">Profiles by name.</param>
public sealed record ClientEnvConfig(IReadOnlyDictionary<string, ClientEnvConfig.Profile> Profiles)
{
    /// <summary>Loads all profiles of the file; environment variables only say which file.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The profiles; none if there is no file.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be read or is wrong.</exception>
    public static ClientEnvConfig Load(ConfigLoadOptions? options = null)
    {
        options ??= new();
        return new(EnvConfigFile.Load(
            options.ConfigSource, options.ConfigFileStrict, EnvConfigVariables.Of(options.OverrideEnvVars)));
    }

    /// <summary>Loads a profile as options to connect with.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The options to connect with.</returns>
    /// <exception cref="InvalidOperationException">The configuration cannot be read or is wrong.</exception>
    public static TemporalClientConnectOptions LoadClientConnectOptions(ProfileLoadOptions? options = null) =>
        Profile.Load(options).ToClientConnectionOptions();

    /// <summary>Reads what <see cref="ToDictionary"/> wrote.</summary>
    /// <param name="profileDictionaries">Dictionary of each profile.</param>
    /// <returns>The configuration.</returns>
    public static ClientEnvConfig FromDictionary(
        IReadOnlyDictionary<string, Dictionary<string, object>> profileDictionaries) =>
        new(profileDictionaries.ToDictionary(entry => entry.Key, entry => Profile.FromDictionary(entry.Value)));

    /// <summary>Writes this as dictionaries.</summary>
    /// <returns>Dictionary of each profile.</returns>
    public IReadOnlyDictionary<string, Dictionary<string, object>> ToDictionary() =>
        Profiles.ToDictionary(entry => entry.Key, entry => entry.Value.ToDictionary());

    /// <summary>One profile: where and how to connect.</summary>
    /// <param name="Address">Server as <c>host:port</c>.</param>
    /// <param name="Namespace">Namespace.</param>
    /// <param name="ApiKey">API key.</param>
    /// <param name="Tls">TLS.</param>
    /// <param name="GrpcMeta">Headers of each call.</param>
    public sealed record Profile(
        string? Address = null,
        string? Namespace = null,
        string? ApiKey = null,
        Tls? Tls = null,
        IReadOnlyDictionary<string, string>? GrpcMeta = null)
    {
        /// <summary>Loads a profile from file and environment.</summary>
        /// <param name="options">Options.</param>
        /// <returns>The profile.</returns>
        /// <exception cref="InvalidOperationException">The configuration cannot be read or is wrong.</exception>
        public static Profile Load(ProfileLoadOptions? options = null)
        {
            options ??= new();
            if (options.DisableFile && options.DisableEnv)
            {
                throw new InvalidOperationException("Cannot disable both file and environment loading");
            }

            var variables = EnvConfigVariables.Of(options.OverrideEnvVars);
            var profile = options.DisableFile ? new() : FromFile(options, variables);
            return options.DisableEnv ? profile : EnvConfigVariables.Apply(profile, variables);
        }

        /// <summary>Reads what <see cref="ToDictionary"/> wrote.</summary>
        /// <param name="dictionary">Dictionary.</param>
        /// <returns>The profile.</returns>
        public static Profile FromDictionary(IReadOnlyDictionary<string, object> dictionary) => new(
            dictionary.GetValueOrDefault("address") as string,
            dictionary.GetValueOrDefault("namespace") as string,
            dictionary.GetValueOrDefault("api_key") as string,
            dictionary.GetValueOrDefault("tls") is IReadOnlyDictionary<string, object> tls
                ? Tls.FromDictionary(tls)
                : null,
            dictionary.GetValueOrDefault("grpc_meta") as IReadOnlyDictionary<string, string>);

        /// <summary>Makes options to connect with.</summary>
        /// <returns>The options. An API key turns TLS on unless this says otherwise.</returns>
        /// <exception cref="IOException">A file with a certificate or key cannot be read.</exception>
        public TemporalClientConnectOptions ToClientConnectionOptions()
        {
            var options = new TemporalClientConnectOptions
            {
                TargetHost = Address,
                ApiKey = ApiKey,
                Tls = Tls?.ToTlsOptions() ?? (ApiKey is null ? null : new TlsOptions()),
                RpcMetadata = GrpcMeta?.ToArray(),
            };
            options.Namespace = Namespace ?? options.Namespace;
            return options;
        }

        /// <summary>Writes this as a dictionary.</summary>
        /// <returns>The dictionary, with what is set.</returns>
        public Dictionary<string, object> ToDictionary() => Written(
            ("address", Address),
            ("namespace", Namespace),
            ("api_key", ApiKey),
            ("tls", Tls?.ToDictionary()),
            ("grpc_meta", GrpcMeta));

        private static Profile FromFile(ProfileLoadOptions options, IReadOnlyDictionary<string, string> variables)
        {
            var profiles = EnvConfigFile.Load(options.ConfigSource, options.ConfigFileStrict, variables);
            var wanted = options.Profile ??
                (options.DisableEnv ? null
                    : variables.GetValueOrDefault("TEMPORAL_PROFILE") is { Length: > 0 } set ? set : null);
            return profiles.GetValueOrDefault(wanted ?? EnvConfigFile.DefaultProfile) ?? (wanted is null
                ? new()
                : throw new InvalidOperationException($"Profile '{wanted}' not found"));
        }
    }

    /// <summary>TLS of a profile.</summary>
    /// <param name="Disabled">Whether TLS is off; null: on.</param>
    /// <param name="ServerName">Name that the server's certificate has to have.</param>
    /// <param name="ServerRootCACert">Certificate of the authority of the server.</param>
    /// <param name="ClientCert">Certificate of the client.</param>
    /// <param name="ClientPrivateKey">Key of that.</param>
    public sealed record Tls(
        bool? Disabled = null,
        string? ServerName = null,
        DataSource? ServerRootCACert = null,
        DataSource? ClientCert = null,
        DataSource? ClientPrivateKey = null)
    {
        /// <summary>Reads what <see cref="ToDictionary"/> wrote.</summary>
        /// <param name="dictionary">Dictionary.</param>
        /// <returns>The settings.</returns>
        public static Tls FromDictionary(IReadOnlyDictionary<string, object> dictionary) => new(
            dictionary.GetValueOrDefault("disabled") as bool?,
            dictionary.GetValueOrDefault("server_name") as string,
            SourceOf(dictionary, "server_ca_cert"),
            SourceOf(dictionary, "client_cert"),
            SourceOf(dictionary, "client_key"));

        /// <summary>Makes options to connect with.</summary>
        /// <returns>The options.</returns>
        /// <exception cref="IOException">A file with a certificate or key cannot be read.</exception>
        public TlsOptions? ToTlsOptions() => Disabled == true ? new() { Disabled = true } : new()
        {
            Domain = ServerName,
            ServerRootCACert = ServerRootCACert?.GetBytes(),
            ClientCert = ClientCert?.GetBytes(),
            ClientPrivateKey = ClientPrivateKey?.GetBytes(),
        };

        /// <summary>Writes this as a dictionary.</summary>
        /// <returns>The dictionary, with what is set.</returns>
        public Dictionary<string, object> ToDictionary() => Written(
            ("disabled", Disabled),
            ("server_name", ServerName),
            ("server_ca_cert", ServerRootCACert?.ToDictionary()),
            ("client_cert", ClientCert?.ToDictionary()),
            ("client_key", ClientPrivateKey?.ToDictionary()));

        private static DataSource? SourceOf(IReadOnlyDictionary<string, object> dictionary, string key) =>
            DataSource.FromDictionary(dictionary.GetValueOrDefault(key) as IReadOnlyDictionary<string, string>);
    }

    /// <summary>Options of loading one profile.</summary>
    public class ProfileLoadOptions : ICloneable
    {
        /// <summary>Gets or sets the name of the profile. Default TEMPORAL_PROFILE, else <c>default</c>.</summary>
        public string? Profile { get; set; }

        /// <summary>Gets or sets the file. Default TEMPORAL_CONFIG_FILE, else that of the CLI.</summary>
        public DataSource? ConfigSource { get; set; }

        /// <summary>Gets or sets a value indicating whether the file is not read.</summary>
        public bool DisableFile { get; set; }

        /// <summary>Gets or sets a value indicating whether environment variables are not read.</summary>
        public bool DisableEnv { get; set; }

        /// <summary>Gets or sets a value indicating whether unknown settings of the file are errors.</summary>
        public bool ConfigFileStrict { get; set; }

        /// <summary>Gets or sets the variables to use in place of those of the process.</summary>
        public IReadOnlyDictionary<string, string>? OverrideEnvVars { get; set; }

        /// <inheritdoc />
        public virtual object Clone() => MemberwiseClone();
    }

    /// <summary>Options of loading all profiles.</summary>
    public class ConfigLoadOptions : ICloneable
    {
        /// <summary>Gets or sets the file. Default TEMPORAL_CONFIG_FILE, else that of the CLI.</summary>
        public DataSource? ConfigSource { get; set; }

        /// <summary>Gets or sets a value indicating whether unknown settings of the file are errors.</summary>
        public bool ConfigFileStrict { get; set; }

        /// <summary>Gets or sets the variables to use in place of those of the process.</summary>
        public IReadOnlyDictionary<string, string>? OverrideEnvVars { get; set; }

        /// <inheritdoc />
        public virtual object Clone() => MemberwiseClone();
    }

    private static Dictionary<string, object> Written(params (string Key, object? Value)[] entries) =>
        entries.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!);
}
