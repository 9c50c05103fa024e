using Temporalio.Client;
using Temporalio.Client.Rpc;

namespace Sdk.Tests.Client;

/// <summary>From options to address and TLS.</summary>
public sealed class RpcTargetTests
{
    [Theory]
    [InlineData("localhost:7233", "http://localhost:7233/", "localhost:7233")]
    [InlineData("localhost", "http://localhost/", "localhost:80")]
    [InlineData("10.0.0.1:1", "http://10.0.0.1:1/", "10.0.0.1:1")]
    [InlineData("[::1]:7233", "http://[::1]:7233/", "[::1]:7233")]
    public void Target_HostAndPort_IsTheAddress(string host, string address, string shown)
    {
        var target = RpcTarget.From(new(host));

        Assert.Equal(address, target.BaseAddress.ToString());
        Assert.Equal(shown, target.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("http://localhost:7233")]
    [InlineData("localhost:7233/path")]
    [InlineData("localhost:99999")]
    [InlineData("localhost:port")]
    [InlineData("user@localhost:7233")]
    public void Target_AnythingElse_IsRefused(string? host) =>
        Assert.Throws<ArgumentException>(() => RpcTarget.From(new() { TargetHost = host }));

    [Theory]
    [InlineData(null, false, false, false)]
    [InlineData("key", false, false, true)]
    [InlineData("key", true, false, true)]
    [InlineData("key", true, true, false)]
    [InlineData(null, true, false, true)]
    [InlineData(null, true, true, false)]
    public void Tls_ByKeyAndOptions_IsOnOrOff(string? apiKey, bool hasTls, bool isDisabled, bool expected)
    {
        var options = new TemporalConnectionOptions("cloud")
        {
            ApiKey = apiKey,
            Tls = hasTls ? new() { Disabled = isDisabled, Domain = "other" } : null,
        };

        var target = RpcTarget.From(options);

        Assert.Equal(expected, target.IsTls);
        Assert.Equal(expected ? "cloud:443" : "cloud:80", target.ToString());
        Assert.Equal(expected && hasTls ? "other" : null, target.Domain);
    }

    [Fact]
    public void Tls_CertificateWithoutKey_IsRefused() => Assert.Throws<ArgumentException>(
        () => TemporalConnection.CreateLazy(new("host:1") { Tls = new() { ClientCert = [1] } }));

    [Fact]
    public void Tls_RootsThatAreNone_AreRefused() => Assert.Throws<ArgumentException>(
        () => TemporalConnection.CreateLazy(new("host:1") { Tls = new() { ServerRootCACert = "no pem"u8.ToArray() } }));
}
