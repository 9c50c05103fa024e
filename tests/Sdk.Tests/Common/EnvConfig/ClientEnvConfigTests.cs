using System.Text;
using Temporalio.Common.EnvConfig;

namespace Sdk.Tests.Common.EnvConfig;

/// <summary>The file of profiles and the TEMPORAL_* variables.</summary>
public sealed class ClientEnvConfigTests
{
    private const string File = """
        [profile.default]
        address = "localhost:7233"
        namespace = "night"
        [profile.default.grpc_meta]
        Some_Key = "file"
        dropped = "file"
        [profile.cloud]
        address = "cloud:443"
        api_key = "key"
        [profile.cloud.tls]
        client_cert_data = "cert"
        client_key_data = "private"
        server_name = "name"
        """;

    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Profile_OfTheFile_BecomesConnectOptions()
    {
        var options = ClientEnvConfig.LoadClientConnectOptions(Options(None));

        Assert.Equal(("localhost:7233", "night"), (options.TargetHost, options.Namespace));
        Assert.Null(options.Tls);
        Assert.Equal(["some-key=file", "dropped=file"], options.RpcMetadata!.Select(h => $"{h.Key}={h.Value}"));
    }

    [Fact]
    public void Profile_NamedByVariable_HasTlsAndKey()
    {
        var options = ClientEnvConfig.LoadClientConnectOptions(Options(new() { ["TEMPORAL_PROFILE"] = "cloud" }));

        Assert.Equal(("cloud:443", "default", "key"), (options.TargetHost, options.Namespace, options.ApiKey));
        Assert.Equal("cert", Encoding.UTF8.GetString(options.Tls!.ClientCert!));
        Assert.Equal("private", Encoding.UTF8.GetString(options.Tls.ClientPrivateKey!));
        Assert.Equal("name", options.Tls.Domain);
    }

    [Fact]
    public void Variables_AreSet_WinOverTheFile()
    {
        var profile = ClientEnvConfig.Profile.Load(Options(new()
        {
            ["TEMPORAL_ADDRESS"] = "env:1",
            ["TEMPORAL_NAMESPACE"] = "day",
            ["TEMPORAL_API_KEY"] = "secret",
            ["TEMPORAL_TLS"] = "false",
            ["TEMPORAL_TLS_SERVER_CA_CERT_DATA"] = "ca",
            ["TEMPORAL_GRPC_META_SOME_KEY"] = "env",
            ["TEMPORAL_GRPC_META_DROPPED"] = string.Empty,
        }));

        Assert.Equal(("env:1", "day", "secret"), (profile.Address, profile.Namespace, profile.ApiKey));
        Assert.True(profile.Tls!.Disabled);
        Assert.Equal("ca", Encoding.UTF8.GetString(profile.Tls.ServerRootCACert!.GetBytes()!));
        Assert.Equal(new Dictionary<string, string> { ["some-key"] = "env" }, profile.GrpcMeta);
        Assert.True(profile.ToClientConnectionOptions().Tls!.Disabled);
    }

    [Fact]
    public void Profile_ApiKeyAlone_TurnsTlsOn() =>
        Assert.False(new ClientEnvConfig.Profile(ApiKey: "key").ToClientConnectionOptions().Tls!.Disabled);

    [Fact]
    public void Load_NoFile_IsEmptyUnlessAProfileWasNamed()
    {
        var missing = DataSource.FromPath(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()));

        Assert.Empty(ClientEnvConfig.Load(new() { ConfigSource = missing, OverrideEnvVars = None }).Profiles);
        Assert.Null(ClientEnvConfig.Profile.Load(new() { ConfigSource = missing, OverrideEnvVars = None }).Address);
        Assert.Contains("'x' not found", Refusal(() => ClientEnvConfig.Profile.Load(
            new() { ConfigSource = missing, OverrideEnvVars = None, Profile = "x" })), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileOfTheCli_IsFoundByVariables()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "temporalio", "temporal.toml");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllText(path, File);

            var found = ClientEnvConfig.Load(new() { OverrideEnvVars = new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = folder.FullName } });
            var named = ClientEnvConfig.Load(new() { OverrideEnvVars = new Dictionary<string, string> { ["TEMPORAL_CONFIG_FILE"] = path } });

            Assert.Equal(2, found.Profiles.Count);
            Assert.Equal(2, named.Profiles.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("[profile.a]\nadress = 'x'", "unknown field profile.a.adress")]
    [InlineData("[profile.a.tls]\nfoo = 'x'", "unknown field profile.a.tls.foo")]
    [InlineData("[other]", "unknown field other")]
    public void Load_UnknownSettings_AreErrorsOnlyWhenStrict(string text, string message)
    {
        var source = DataSource.FromUTF8String(text);

        _ = ClientEnvConfig.Load(new() { ConfigSource = source, OverrideEnvVars = None });
        Assert.Contains(message, Refusal(() => ClientEnvConfig.Load(
            new() { ConfigSource = source, OverrideEnvVars = None, ConfigFileStrict = true })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[profile.a]\naddress = 5", "address has to be a string in quotes")]
    [InlineData("[profile.a]\ntls = true", "tls has to be a table")]
    [InlineData("[profile.a.tls]\ndisabled = 'yes'", "disabled has to be true or false")]
    [InlineData("[profile.a.tls]\nclient_key_path = 'a'\nclient_key_data = 'b'", "Cannot specify both client_key_path and client_key_data")]
    [InlineData("[profile.a", "1:11: expected ]")]
    public void Load_WhatIsWrong_IsRefused(string text, string message) =>
        Assert.Contains(message, Refusal(() => ClientEnvConfig.Load(
            new() { ConfigSource = DataSource.FromUTF8String(text), OverrideEnvVars = None })), StringComparison.Ordinal);

    [Theory]
    [InlineData("client_cert_path", "TEMPORAL_TLS_CLIENT_CERT_DATA", "the file has a path")]
    [InlineData("client_cert_data", "TEMPORAL_TLS_CLIENT_CERT_PATH", "the file has the data itself")]
    [InlineData("server_ca_cert_path", "TEMPORAL_TLS_SERVER_CA_CERT_DATA", "the file has a path")]
    [InlineData("client_key_data", "TEMPORAL_TLS_CLIENT_KEY_PATH", "the file has the data itself")]
    public void Load_OneKindOfSourceInTheFileAndAnotherInVariables_IsRefused(string key, string variable, string message) =>
        Assert.Contains(message, Refusal(() => ClientEnvConfig.Profile.Load(new()
        {
            ConfigSource = DataSource.FromUTF8String($"[profile.default.tls]\n{key} = 'x'"),
            OverrideEnvVars = new Dictionary<string, string> { [variable] = "y" },
        })), StringComparison.Ordinal);

    [Fact]
    public void Dictionaries_ThereAndBack_AreEqual()
    {
        var config = ClientEnvConfig.Load(new() { ConfigSource = DataSource.FromUTF8String(File), OverrideEnvVars = None });
        var written = config.ToDictionary();

        Assert.Equal("cert", ((Dictionary<string, string>)((Dictionary<string, object>)written["cloud"]["tls"])["client_cert"])["data"]);
        var back = ClientEnvConfig.FromDictionary(written);
        Assert.Equal(config.Profiles["default"].Address, back.Profiles["default"].Address);
        Assert.Equal(config.Profiles["cloud"].Tls!.ServerName, back.Profiles["cloud"].Tls!.ServerName);
    }

    [Fact]
    public void Load_NothingToLoadFrom_IsRefused() => Assert.Contains(
        "Cannot disable both", Refusal(() => ClientEnvConfig.Profile.Load(new() { DisableEnv = true, DisableFile = true })), StringComparison.Ordinal);

    private static ClientEnvConfig.ProfileLoadOptions Options(Dictionary<string, string> variables) =>
        new() { ConfigSource = DataSource.FromUTF8String(File), OverrideEnvVars = variables };

    private static string Refusal(Func<object> load) => Assert.Throws<InvalidOperationException>(load).Message;
}
