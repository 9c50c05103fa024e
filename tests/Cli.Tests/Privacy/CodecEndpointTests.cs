using System.Net;
using System.Text;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Codecs;
using DirectedExecution.Worker.Encryption;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;
using Tests.Support;

namespace Cli.Tests.Privacy;

public sealed class CodecEndpointTests : IDisposable
{
    private const string Ui = "http://127.0.0.1:8233";

    private readonly Keyring keys = new(PayloadKey.Create("k1"));
    private readonly HttpClient http = new();

    [Fact]
    public async Task Caller_WithKeyAndNamespace_GetsThePlain()
    {
        await using var endpoint = await StartAsync();

        using var answer = await AskAsync(endpoint, await BodyAsync(), _ => { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var payloads = Payloads.Parser.ParseJson(await answer.Content.ReadAsStringAsync());
        Assert.Equal("\"canary\"", Assert.Single(payloads.Payloads_).Data.ToStringUtf8());
    }

    [Theory]
    [InlineData("no key", HttpStatusCode.Unauthorized)]
    [InlineData("another key", HttpStatusCode.Unauthorized)]
    [InlineData("another namespace", HttpStatusCode.Forbidden)]
    [InlineData("another origin", HttpStatusCode.Forbidden)]
    [InlineData("null origin", HttpStatusCode.Forbidden)]
    [InlineData("another host", HttpStatusCode.MisdirectedRequest)]
    [InlineData("form", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("encode", HttpStatusCode.NotFound)]
    [InlineData("get", HttpStatusCode.MethodNotAllowed)]
    [InlineData("no JSON", HttpStatusCode.BadRequest)]
    public async Task Stranger_GetsNothing(string how, HttpStatusCode expected)
    {
        await using var endpoint = await StartAsync();

        using var answer = await AskAsync(endpoint, await BodyAsync(), request => Twist(request, how));

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Payloads_OfWhichOneCannotBeDecrypted_AreAllKept()
    {
        await using var endpoint = await StartAsync();
        var other = new EncryptingCodec(new Keyring(PayloadKey.Create("k9")), "default");
        var body = Payloads.Parser.ParseJson(await BodyAsync());
        body.Payloads_.Add(await other.EncodeSingleAsync(Plain()));

        using var answer = await AskAsync(endpoint, JsonFormatter.Default.Format(body), _ => { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("k9", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("\"canary\""u8), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheWebUi_MayAsk_AndNoOther()
    {
        await using var endpoint = await StartAsync();

        using var mine = await PreflightAsync(endpoint, Ui);
        using var others = await PreflightAsync(endpoint, "https://evil.example");

        Assert.Equal(HttpStatusCode.NoContent, mine.StatusCode);
        Assert.Equal(Ui, Assert.Single(mine.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("x-namespace", Assert.Single(mine.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
    }

    [Fact]
    public async Task Caller_OfMuch_IsHeldUp()
    {
        await using var endpoint = await StartAsync(options => options with { Burst = 2, RequestsPerSecond = 1, BodyLimitBytes = 2000 });

        using var large = await AskAsync(endpoint, new string(' ', 5000), _ => { });
        using var second = await AskAsync(endpoint, "{}", _ => { });
        var later = HttpStatusCode.OK;
        for (var n = 0; n < 20 && later != HttpStatusCode.TooManyRequests; n++)
        {
            using var more = await AskAsync(endpoint, "{}", _ => { });
            later = more.StatusCode;
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, later);
    }

    [Theory]
    [InlineData("--api-key-file", "k", "--anonymous")]
    [InlineData]
    [InlineData("--anonymous", "--ip", "0.0.0.0")]
    [InlineData("--anonymous", "--ip", "here")]
    [InlineData("--anonymous", "--tls-cert", "c.pem")]
    public async Task Serve_ThatWouldBeOpenToOthers_DoesNotStart(params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("codec-");
        var file = Path.Combine(folder.FullName, "k1.key");
        Assert.Equal(0, (await CliRun.OfAsync("keys", "new", "--id", "k1", "--to", file)).Code);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIRECTED_ENCRYPTION_KEY"] = "k1", ["DIRECTED_ENCRYPTION_KEYS"] = $"k1=file:{file}",
        };

        Assert.Equal((int)ExitCode.BadUsage, (await CliRun.OfAsync(variables, ["codec", "serve", .. args])).Code);
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task OfficialCommandLine_ReadsAnEncryptedRunThroughTheEndpoint(ServerKind kind)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        await using var run = await PrivateRun.StartAsync(kind, "k1");
        await run.OpenAsync(run.Keys("k1"));
        await using var endpoint = await CodecEndpoint.StartAsync(
            Options(), KeyringReader.Read(run.Settings("k1").Encryption), "default", NullLoggerFactory.Instance,
            CancellationToken.None);
        string[] show = ["workflow", "show", "--workflow-id", PrivateRun.Id, "--output", "json"];

        var stranger = await run.OfficialAsync(show);
        var reader = await run.OfficialAsync([.. show, "--codec-endpoint", endpoint.Address, "--codec-auth", "Bearer the-key"]);

        Assert.False(CanarySearch.Holds(CanarySearch.Decoded(stranger.Out), PrivateRun.Canary));
        Assert.True(reader.Code == 0, reader.Error);
        Assert.True(CanarySearch.Holds(CanarySearch.Decoded(reader.Out), PrivateRun.Canary), reader.Out);
    }

    public void Dispose() => http.Dispose();

    private static Payload Plain()
    {
        var payload = new Payload { Data = ByteString.CopyFromUtf8("\"canary\"") };
        payload.Metadata.Add("encoding", ByteString.CopyFromUtf8("json/plain"));
        return payload;
    }

    private static CodecOptions Options() => new()
    {
        Endpoint = new IPEndPoint(IPAddress.Loopback, 0), Keys = new BearerKeys(["the-key"]), Origins = [Ui],
    };

    private Task<CodecEndpoint> StartAsync(Func<CodecOptions, CodecOptions>? change = null) => CodecEndpoint.StartAsync(
        change?.Invoke(Options()) ?? Options(), keys, "default", NullLoggerFactory.Instance, CancellationToken.None);

    private async Task<string> BodyAsync()
    {
        var codec = new EncryptingCodec(keys, "default").WithSerializationContext(
            new ISerializationContext.Workflow("default", "w"));
        var body = new Payloads();
        body.Payloads_.Add(await codec.EncodeSingleAsync(Plain()));
        return JsonFormatter.Default.Format(body);
    }

    private async Task<HttpResponseMessage> AskAsync(
        CodecEndpoint endpoint, string body, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{endpoint.Address}/decode");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Authorization", "Bearer the-key");
        request.Headers.Add("X-Namespace", "default");
        change(request);
        return await http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PreflightAsync(CodecEndpoint endpoint, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{endpoint.Address}/decode");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return await http.SendAsync(request);
    }

    private static void Twist(HttpRequestMessage request, string how)
    {
        switch (how)
        {
            case "no key":
                request.Headers.Remove("Authorization");
                break;
            case "another key":
                request.Headers.Remove("Authorization");
                request.Headers.Add("Authorization", "Bearer the-key2");
                break;
            case "another namespace":
                request.Headers.Remove("X-Namespace");
                request.Headers.Add("X-Namespace", "other");
                break;
            case "another origin":
                request.Headers.Add("Origin", "https://evil.example");
                break;
            case "null origin":
                request.Headers.Add("Origin", "null");
                break;
            case "another host":
                request.Headers.Host = "evil.example";
                break;
            case "form":
                request.Content!.Headers.ContentType = new("text/plain");
                break;
            case "encode":
                request.RequestUri = new Uri(request.RequestUri!.ToString().Replace("decode", "encode", StringComparison.Ordinal));
                break;
            case "get":
                request.Method = HttpMethod.Get;
                request.Content!.Headers.ContentType = new("application/json");
                break;
            case "no JSON":
                request.Content = new StringContent("{\"payloads\": 7", Encoding.UTF8, "application/json");
                break;
        }
    }
}
