using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace Sdk.Tests.Client;

/// <summary>A gRPC server with TLS that knows one call, and the certificates that go with it.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset To = DateTimeOffset.UtcNow.AddDays(1);

    private readonly WebApplication app;
    private readonly X509Certificate2 authority;

    private TlsServer(WebApplication app, X509Certificate2 authority)
    {
        this.app = app;
        this.authority = authority;
    }

    public string Address { get; private set; } = string.Empty;

    /// <summary>Gets what the last request said: name in TLS, authority, subject of the client's certificate.</summary>
    public (string? Host, string? ClientSubject) Seen { get; private set; }

    public byte[] AuthorityPem => Encoding.ASCII.GetBytes(authority.ExportCertificatePem());

    public static async Task<TlsServer> StartAsync(string name, bool isClientCertificateRequired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = request.CreateSelfSigned(From, To);
        var (certificate, certificateKey) = Issue(authority, name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var own = X509CertificateLoader.LoadPkcs12(
            X509Certificate2.CreateFromPem(certificate, certificateKey).Export(X509ContentType.Pkcs12), null);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = own,
                ClientCertificateMode = isClientCertificateRequired
                    ? ClientCertificateMode.RequireCertificate
                    : ClientCertificateMode.NoCertificate,
                ClientCertificateValidation = (shown, _, _) => shown.Issuer == "CN=test authority",
            });
        }));
        var server = new TlsServer(builder.Build(), authority);
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        var address = new Uri(server.app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        server.Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{address.Port}");
        return server;
    }

    /// <summary>A certificate of the same authority for a client.</summary>
    public (byte[] Certificate, byte[] Key) IssueForClient(string name)
    {
        var (certificate, key) = Issue(authority, name);
        return (Encoding.ASCII.GetBytes(certificate), Encoding.ASCII.GetBytes(key));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        authority.Dispose();
    }

    private static (string Certificate, string Key) Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, To, RandomNumberGenerator.GetBytes(8));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Seen = (context.Request.Host.Value, context.Connection.ClientCertificate?.Subject);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(GrpcFrame.Write(new GetSystemInfoResponse { ServerVersion = "tls" }));
        context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
    }
}
