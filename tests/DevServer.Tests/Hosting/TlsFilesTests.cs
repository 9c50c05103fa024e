using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DevServer.Tests.Storage;
using DirectedExecution.DevServer.Hosting;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>Files for TLS that cannot be used: each is named in one sentence.</summary>
public sealed class TlsFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("--tls-key", "server.pem", null, null)]
    [InlineData("--tls-cert", null, "server.key", null)]
    [InlineData("--tls-cert", null, null, "ca.pem")]
    [InlineData("--tls-key", "server.pem", null, "ca.pem")]
    public void Validate_HalfOfTheFiles_NamesTheOther(string named, string? certificate, string? key, string? ca)
    {
        var options = new DevServerOptions { TlsCertFile = certificate, TlsKeyFile = key, TlsClientCaFile = ca };

        var refusal = Assert.Throws<DevServerException>(options.Validate);

        Assert.StartsWith($"{named}: the file is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeyOfAnotherCertificate_IsNamed() =>
        await AssertRefusedAsync(Make("one").Certificate, Make("two").Key, null, "is not the private key");

    [Fact]
    public async Task Start_FileThatIsNotThereOrNoPem_IsNamed()
    {
        var (certificate, key) = Make("one");
        var text = folder.File("text");
        await File.WriteAllTextAsync(text, "hello");

        await AssertRefusedAsync(folder.File("missing"), key, null, "cannot be read");
        await AssertRefusedAsync(text, key, null, "holds no certificate");
        await AssertRefusedAsync(certificate, key, text, "holds no certificate");
    }

    public void Dispose() => folder.Dispose();

    private static async Task AssertRefusedAsync(string certificate, string key, string? ca, string part)
    {
        var refusal = await Assert.ThrowsAsync<DevServerException>(() => Host.StartAsync(new DevServerOptions
        {
            Port = 0,
            TlsCertFile = certificate,
            TlsKeyFile = key,
            TlsClientCaFile = ca,
        }));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private (string Certificate, string Key) Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (folder.File($"{name}.pem"), folder.File($"{name}.key"));
        File.WriteAllText(certificateFile, own.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }
}
