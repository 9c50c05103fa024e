using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// Kestrel without a web host around it, on one endpoint: HTTP/2 for gRPC, in clear text with prior knowledge or over
/// TLS; HTTP/1.1 for the HTTP API.
/// </summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly KestrelServer kestrel;

    public KestrelHost(IPEndPoint endpoint, HttpProtocols protocols, TlsFiles? tls, ILoggerFactory loggers)
    {
        services = Services(tls is not null, loggers);
        var options = new KestrelServerOptions
        {
            ApplicationServices = services,
            AddServerHeader = false,
            AllowSynchronousIO = false,
        };
        options.Limits.MaxRequestBodySize = protocols == HttpProtocols.Http2 ? null : GrpcLimits.MaxRequestBytes;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = GrpcLimits.IdleTime;
        options.Limits.Http2.MaxStreamsPerConnection = GrpcLimits.MaxStreamsPerConnection;
        options.Limits.Http2.InitialConnectionWindowSize = GrpcLimits.ConnectionWindowBytes;
        options.Limits.Http2.InitialStreamWindowSize = GrpcLimits.StreamWindowBytes;
        options.Limits.Http2.KeepAlivePingDelay = GrpcLimits.PingDelay;
        options.Limits.Http2.KeepAlivePingTimeout = GrpcLimits.PingTimeout;
        options.Listen(endpoint, listen =>
        {
            listen.Protocols = protocols;
            if (tls is not null)
            {
                listen.UseHttps(tls.Load());
            }
        });
        var transport =
            new SocketTransportFactory(Options.Create(new SocketTransportOptions { NoDelay = true }), loggers);
        kestrel = new KestrelServer(Options.Create(options), transport, loggers);
    }

    /// <summary>Listens and gives the endpoint, with the port that was taken.</summary>
    /// <exception cref="DevServerException">The endpoint cannot be had.</exception>
    public async Task<string> StartAsync(
        IHttpApplication<HttpContext> application, IPEndPoint endpoint, CancellationToken cancellation)
    {
        try
        {
            await kestrel.StartAsync(application, cancellation);
        }
        catch (Exception taken) when (taken is IOException { InnerException: AddressInUseException } or SocketException)
        {
            throw new DevServerException($"Cannot listen on {endpoint}: {Reason(taken)}", taken);
        }

        var address = kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Uri(address).Authority;
    }

    /// <summary>Asks the peers to leave and waits a little for calls in flight.</summary>
    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(GrpcLimits.DrainTime);
        await kestrel.StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        kestrel.Dispose();
        await services.DisposeAsync();
    }

    /// <summary>Kestrel's TLS wants services that only a web host's builder knows how to make.</summary>
    private static ServiceProvider Services(bool withTls, ILoggerFactory loggers)
    {
        if (!withTls)
        {
            return new ServiceCollection().AddSingleton(loggers).BuildServiceProvider();
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(loggers);
        return builder.Services.BuildServiceProvider();
    }

    private static string Reason(Exception taken) => taken is IOException
        ? "another process uses this port."
        : taken.Message + ".";
}
