using Temporalio.Client;
using Temporalio.Exceptions;

namespace Sdk.Tests.Client;

/// <summary>TLS over real sockets.</summary>
public sealed class TlsTests
{
    [Fact]
    public async Task Connect_TrustedRootAndDomain_SucceedsUnderThatName()
    {
        await using var server = await TlsServer.StartAsync("temporal.example");

        var connection = await TemporalConnection.ConnectAsync(new(server.Address)
        {
            Tls = new() { ServerRootCACert = server.AuthorityPem, Domain = "temporal.example" },
        });

        Assert.Equal("tls", connection.SystemInfo!.ServerVersion);
        Assert.Equal("temporal.example", server.Seen.Host);
    }

    [Fact]
    public async Task Connect_OtherDomain_IsRefused()
    {
        await using var server = await TlsServer.StartAsync("temporal.example");

        var thrown = await Assert.ThrowsAsync<RpcException>(() => TemporalConnection.ConnectAsync(new(server.Address)
        {
            Tls = new() { ServerRootCACert = server.AuthorityPem, Domain = "other.example" },
        }));

        Assert.Equal(RpcException.StatusCode.Unavailable, thrown.Code);
        Assert.Contains("secure connection", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_RootNotTrusted_IsRefused()
    {
        await using var server = await TlsServer.StartAsync("temporal.example");

        var thrown = await Assert.ThrowsAsync<RpcException>(() => TemporalConnection.ConnectAsync(new(server.Address)
        {
            Tls = new() { Domain = "temporal.example" },
        }));

        Assert.Contains("secure connection", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ClientCertificate_IsShown()
    {
        await using var server = await TlsServer.StartAsync("temporal.example", isClientCertificateRequired: true);
        var (certificate, key) = server.IssueForClient("the client");

        await TemporalConnection.ConnectAsync(new(server.Address)
        {
            Tls = new()
            {
                ServerRootCACert = server.AuthorityPem,
                Domain = "temporal.example",
                ClientCert = certificate,
                ClientPrivateKey = key,
            },
        });

        Assert.Equal("CN=the client", server.Seen.ClientSubject);
    }

    [Fact]
    public async Task Connect_ClientCertificateMissing_IsRefused()
    {
        await using var server = await TlsServer.StartAsync("temporal.example", isClientCertificateRequired: true);

        await Assert.ThrowsAsync<RpcException>(() => TemporalConnection.ConnectAsync(new(server.Address)
        {
            Tls = new() { ServerRootCACert = server.AuthorityPem, Domain = "temporal.example" },
        }));
    }

    [Fact]
    public async Task Connect_PlainTextToTlsServer_ThrowsInASentence()
    {
        await using var server = await TlsServer.StartAsync("temporal.example");

        var thrown = await Assert.ThrowsAsync<RpcException>(
            () => TemporalConnection.ConnectAsync(new(server.Address)).WaitAsync(TimeSpan.FromSeconds(25)));

        Assert.Contains(server.Address, thrown.Message, StringComparison.Ordinal);
    }
}
