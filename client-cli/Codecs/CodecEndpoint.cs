using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using DirectedExecution.Worker.Encryption;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.Cli.Codecs;

/// <summary>Temporal's remote codec over HTTP, for those who read histories: it decodes, and never encodes.</summary>
internal sealed class CodecEndpoint : IAsyncDisposable
{
    private const int MostConnections = 100;

    private static readonly string[] AllowedHeaders = ["content-type", "authorization", "x-namespace"];

    private readonly WebApplication web;
    private readonly CodecOptions options;
    private readonly CodecGuard guard;
    private readonly RemoteCodec codec;
    private readonly ILogger logger;
    private readonly PartitionedRateLimiter<IPAddress> pace;

    private CodecEndpoint(CodecOptions options, Keyring keys, string temporalNamespace, ILoggerFactory loggers)
    {
        this.options = options;
        guard = new CodecGuard(options, temporalNamespace);
        codec = new RemoteCodec(keys, temporalNamespace);
        logger = loggers.CreateLogger<CodecEndpoint>();
        pace = PartitionedRateLimiter.Create<IPAddress, IPAddress>(from => RateLimitPartition.GetTokenBucketLimiter(
            from,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Burst,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        web = Build(loggers);
        web.Run(AnswerAsync);
    }

    public string Address => web.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Completes when it stops by itself.</summary>
    public Task Completion => web.WaitForShutdownAsync();

    /// <exception cref="CliException">The address cannot be had.</exception>
    public static async Task<CodecEndpoint> StartAsync(
        CodecOptions options,
        Keyring keys,
        string temporalNamespace,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var endpoint = new CodecEndpoint(options, keys, temporalNamespace, loggers);
        try
        {
            await endpoint.web.StartAsync(cancellationToken);
            return endpoint;
        }
        catch (IOException taken)
        {
            await endpoint.DisposeAsync();
            throw new CliException(
                ExitCode.BadInput, "endpointNotStarted", $"{options.Endpoint}: {taken.Message.TrimEnd('.')}",
                "choose another --port");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await pace.DisposeAsync();
    }

    private WebApplication Build(ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.BodyLimitBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(options.Endpoint, listen =>
            {
                if (options.Tls is { } tls)
                {
                    listen.UseHttps(Certificate(tls.Certificate, tls.Key));
                }
            });
        });
        return builder.Build();
    }

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate(string file, string key)
    {
        try
        {
            return System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(file, key);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw new CliException(
                ExitCode.BadInput, "badCertificate", $"{file}: it is no certificate in PEM form, or {key} not its key",
                "check --tls-cert and --tls-key");
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        using var lease = pace.AttemptAcquire(from);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, new CodecAnswer(
                StatusCodes.Status429TooManyRequests, "Too many requests; try again in a second."));
            return;
        }

        if (guard.Judge(context.Request) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        AllowOrigin(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var answer = await codec.DecodeAsync(await reader.ReadToEndAsync(context.RequestAborted));
            await WriteAsync(context, StatusCodes.Status200OK, answer);
            logger.LogInformation("Decoded a request of {From}", from);
        }
        catch (Exception fault) when (fault is FormatException or PayloadProtectionException)
        {
            await RefuseAsync(context, new CodecAnswer(StatusCodes.Status400BadRequest, fault.Message));
        }
        catch (BadHttpRequestException fault)
        {
            await RefuseAsync(context, new CodecAnswer(fault.StatusCode, "The body is too large, or was cut off."));
        }
    }

    private static void AllowOrigin(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = string.Join(", ", AllowedHeaders);
        headers.Vary = "Origin";
    }

    private async Task RefuseAsync(HttpContext context, CodecAnswer refusal)
    {
        logger.LogWarning(
            "Refused a request of {From}: {Status} {Sentence}", context.Connection.RemoteIpAddress,
            refusal.Status.ToString(CultureInfo.InvariantCulture), refusal.Sentence);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await WriteAsync(
            context, refusal.Status,
            JsonSerializer.Serialize(new Dictionary<string, string> { ["message"] = refusal.Sentence }));
    }

    private static Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
