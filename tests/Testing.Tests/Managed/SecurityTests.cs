using Temporalio.Client;
using Temporalio.Exceptions;
using Tests.Support;

namespace Testing.Tests.Managed;

/// <summary>The client's options for TLS and keys against a server that asks for them.</summary>
public sealed class SecurityTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("security");
    private readonly Certificates ours = new("ours");
    private readonly Certificates theirs = new("theirs");

    [Fact]
    public async Task Tls_TrustedAuthority_Connects()
    {
        await using var server = await StartAsync(ServerFiles());

        var client = await TemporalClient.ConnectAsync(
            new(server.Address) { Tls = new() { ServerRootCACert = ours.AuthorityPem } });

        Assert.True(await client.Connection.CheckHealthAsync());
    }

    [Fact]
    public async Task Tls_OtherAuthorityOrClearText_DoesNotConnect()
    {
        await using var server = await StartAsync(ServerFiles());

        await FailsAsync(new(server.Address) { Tls = new() { ServerRootCACert = theirs.AuthorityPem } });
        await FailsAsync(new(server.Address));
    }

    [Fact]
    public async Task MutualTls_OwnCertificate_Connects()
    {
        await using var server = await StartAsync([.. ServerFiles(), "--tls-client-ca", Write("ca.pem", ours.AuthorityPem)]);
        var (certificate, key) = ours.Issue("ana");

        var client = await TemporalClient.ConnectAsync(new(server.Address)
        {
            Tls = new() { ServerRootCACert = ours.AuthorityPem, ClientCert = certificate, ClientPrivateKey = key },
        });

        Assert.True(await client.Connection.CheckHealthAsync());
    }

    [Fact]
    public async Task MutualTls_NoneOrForeignCertificate_DoesNotConnect()
    {
        await using var server = await StartAsync([.. ServerFiles(), "--tls-client-ca", Write("ca.pem", ours.AuthorityPem)]);
        var (certificate, key) = theirs.Issue("eve");

        await FailsAsync(new(server.Address) { Tls = new() { ServerRootCACert = ours.AuthorityPem } });
        await FailsAsync(new(server.Address)
        {
            Tls = new() { ServerRootCACert = ours.AuthorityPem, ClientCert = certificate, ClientPrivateKey = key },
        });
    }

    [Fact]
    public async Task ApiKey_OverTls_OpensAndCanBeExchanged()
    {
        var keys = Write("keys", "first-key\nsecond-key\n"u8.ToArray());
        await using var server = await StartAsync([.. ServerFiles(), "--api-key-file", keys]);
        var client = await TemporalClient.ConnectAsync(
            new(server.Address) { ApiKey = "wrong-key", Tls = new() { ServerRootCACert = ours.AuthorityPem } });

        var refusal = await Assert.ThrowsAsync<RpcException>(() => client.CountWorkflowsAsync(string.Empty));
        client.Connection.ApiKey = "second-key";

        Assert.Equal(RpcException.StatusCode.PermissionDenied, refusal.Code);
        Assert.Equal(0, (await client.CountWorkflowsAsync(string.Empty)).Count);
        Assert.DoesNotContain("-key", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", refusal.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        ours.Dispose();
        theirs.Dispose();
        folder.Delete(recursive: true);
    }

    private static Task<ServerProcess> StartAsync(string[] arguments) => ServerProcess.StartAsync(
        ServerKind.Embedded, new ServerProcessOptions { ExtraArguments = arguments });

    private static async Task FailsAsync(TemporalClientConnectOptions options)
    {
        options.RpcRetry = new RpcRetryOptions { MaxRetries = 0 };
        await Assert.ThrowsAnyAsync<Exception>(() => TemporalClient.ConnectAsync(options));
    }

    private string[] ServerFiles()
    {
        var (certificate, key) = ours.Issue("localhost");
        return ["--tls-cert", Write("server.pem", certificate), "--tls-key", Write("server.key", key)];
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
