using System.Text;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Startup;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.Support;

namespace Cli.Tests.Connection;

/// <summary>Command line and worker at a server that asks for TLS, a client's certificate and an API key.</summary>
public sealed class SecureServerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("secure-");
    private readonly Certificates authority = new("ours");

    [Fact]
    public async Task CommandLineAndWorker_WithCertificateAndKey_AreLetIn()
    {
        await using var server = await StartAsync();
        var variables = Variables();

        var listed = await CliRun.OfAsync(variables, "run", "list", "--address", server.Address);
        var settings = SettingsReader.Read(
            Write("settings.yaml", Encoding.UTF8.GetBytes($"address: {server.Address}\n")), variables.GetValueOrDefault);
        var client = await TemporalConnections.ConnectAsync(settings, NullLoggerFactory.Instance, CancellationToken.None);

        Assert.True(listed.Code == 0, listed.Error);
        Assert.Equal(0, (await client.CountWorkflowsAsync(string.Empty)).Count);
    }

    [Theory]
    [InlineData("TEMPORAL_API_KEY", "wrong", (int)ExitCode.NotAuthorised)]
    [InlineData("TEMPORAL_TLS_CLIENT_KEY_PATH", "", (int)ExitCode.BadInput)]
    [InlineData("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "nowhere.pem", (int)ExitCode.BadInput)]
    [InlineData("TEMPORAL_TLS", "perhaps", (int)ExitCode.BadInput)]
    public async Task CommandLine_WithAnotherValue_SaysWhatIsWrong_AndNotTheKey(string name, string value, int code)
    {
        await using var server = await StartAsync();
        var variables = Variables();
        variables[name] = value;

        var listed = await CliRun.OfAsync(variables, "run", "list", "--address", server.Address);

        Assert.Equal(code, listed.Code);
        Assert.DoesNotContain("the-key", listed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_InClearText_CannotConnect()
    {
        await using var server = await StartAsync();

        var listed = await CliRun.OfAsync("run", "list", "--address", server.Address);

        Assert.NotEqual(0, listed.Code);
    }

    [Fact]
    public async Task ServerStart_WithACertificateThatIsNotThere_NamesIt()
    {
        var start = await CliRun.OfAsync(
            "server", "start", "--in-memory", "--port", "0", "--tls-cert", "nowhere.pem", "--tls-key", "nowhere.key");

        Assert.NotEqual(0, start.Code);
        Assert.Contains("nowhere.pem", start.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls: { rootCert: a.pem }", "tls.rootCert")]
    [InlineData("tls: perhaps", "'tls' must be true or false")]
    public void Settings_ThatAreWrong_NameTheField(string text, string expected)
    {
        var bad = Assert.Throws<SettingsException>(() => SettingsReader.FromText(text, "s.yaml"));

        Assert.Contains(expected, bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ThatSayOffAndYetNameACertificate_AreRefused() => Assert.Throws<SettingsException>(
        () => ServerConnection.OptionsFor(new WorkerSettings
        {
            Tls = new TlsSettings { IsOn = false, RootCertificate = "a.pem" },
        }));

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private Task<DevServer> StartAsync()
    {
        var (certificate, key) = authority.Issue("localhost");
        return DevServer.StartAsync(new DevServerOptions
        {
            Port = 0,
            TlsCertFile = Write("server.pem", certificate),
            TlsKeyFile = Write("server.key", key),
            TlsClientCaFile = Write("ca.pem", authority.AuthorityPem),
            ApiKeyFile = Write("keys", "the-key\n"u8.ToArray()),
        });
    }

    private Dictionary<string, string> Variables()
    {
        var (certificate, key) = authority.Issue("ana");
        return new(StringComparer.Ordinal)
        {
            ["TEMPORAL_API_KEY"] = "the-key",
            ["TEMPORAL_TLS_SERVER_CA_CERT_PATH"] = Write("trusted.pem", authority.AuthorityPem),
            ["TEMPORAL_TLS_CLIENT_CERT_PATH"] = Write("ana.pem", certificate),
            ["TEMPORAL_TLS_CLIENT_KEY_PATH"] = Write("ana.key", key),
        };
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
