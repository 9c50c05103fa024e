using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DevServer.Tests.Storage;
using DirectedExecution.DevServer.Hosting;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Http;

/// <summary>Who may call the HTTP API.</summary>
public sealed class HttpDoorTests : IDisposable
{
    private const string Workflow = "/namespaces/default/workflows/w";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Server_WithoutThePort_HasNoHttpApi()
    {
        await using var server = await Host.StartAsync(new DevServerOptions { Port = 0 });

        Assert.Null(server.HttpAddress);
    }

    [Theory]
    [InlineData("Origin", "http://shop.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "shop.example")]
    [InlineData("Host", "127.0.0.1.shop.example")]
    public async Task Page_OfABrowser_IsNotServed(string header, string value)
    {
        await using var server = await StartAsync();
        using var reply = await SendAsync(server, HttpMethod.Post, Workflow, "{}", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]")]
    public async Task Machine_UnderItsOwnName_IsServed(string host)
    {
        await using var server = await StartAsync();
        using var reply = await SendAsync(server, HttpMethod.Get, "/system-info", null, ("Host", host));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Caller_WithoutTheKey_GetsTheVersionAlone()
    {
        await File.WriteAllTextAsync(folder.File("keys"), "k3y\n");
        await using var server = await StartAsync(folder.File("keys"));
        using var version = await SendAsync(server, HttpMethod.Get, "/system-info", null);
        using var list = await SendAsync(server, HttpMethod.Get, "/cluster/namespaces", null);
        using var known = await SendAsync(
            server, HttpMethod.Get, "/cluster/namespaces", null, ("Authorization", "Bearer k3y"));

        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_IsRefused()
    {
        await using var server = await StartAsync();
        using var reply = await SendAsync(server, HttpMethod.Post, Workflow, new string(' ', 4 * 1024 * 1024 + 1));

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Contains("too large", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"identity\":\"a\",\"identity\":\"b\"}")]
    [InlineData("{\"input\":[{\"_protoMessageType\":1}]}")]
    [InlineData("{\"workflowType\":[1]}")]
    [InlineData("{\"memo\":{\"fields\":[1]}}")]
    [InlineData("{\"workflowRunTimeout\":\"soon\"}")]
    public async Task Body_ThatIsNotTheRequest_IsRefused(string body)
    {
        await using var server = await StartAsync();
        using var reply = await SendAsync(server, HttpMethod.Post, Workflow, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("\"code\":3", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkflowId_WithASlash_IsOneSegment()
    {
        await using var server = await StartAsync();
        using var started = await SendAsync(
            server, HttpMethod.Post, "/namespaces/default/workflows/a%2Fb%252F",
            """{"workflowType":{"name":"t"},"taskQueue":{"name":"q"}}""");
        using var described = await SendAsync(server, HttpMethod.Get, "/namespaces/default/workflows/a%2Fb%252F", null);

        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Contains("\"workflowId\":\"a/b%2F\"", await described.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_ThatIsNone_IsNamed(int port) => Assert.Contains(
        "--http-port",
        Assert.Throws<DevServerException>(() => new DevServerOptions { HttpPort = port }.Validate()).Message,
        StringComparison.Ordinal);

    private static Task<Host> StartAsync(string? keys = null) =>
        Host.StartAsync(new DevServerOptions { Port = 0, HttpPort = 0, ApiKeyFile = keys });

    private static async Task<HttpResponseMessage> SendAsync(
        Host server, HttpMethod verb, string path, string? body, (string Name, string Value)? header = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(verb, $"http://{server.HttpAddress}{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        // What is refused by its length is not sent at all.
        request.Headers.ExpectContinue = body?.Length > 100_000;
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }
}
