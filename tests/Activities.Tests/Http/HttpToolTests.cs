using System.Net;
using Activities.Tests.Support;
using DirectedExecution.Activities.Http;
using DirectedExecution.Activities.Tools;
using Microsoft.AspNetCore.Http;

namespace Activities.Tests.Http;

public sealed class HttpToolTests : IDisposable
{
    private readonly Bench bench = new(options => options with { OutputLimitBytes = 1024 });

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Action_Accepted_IsExecutedAndCarriesTheKey()
    {
        await using var server = await Recorder.StartAsync(context => context.Response.WriteAsJsonAsync(new { done = 3 }));

        var result = await bench.ActAsync(
            "http",
            $$$"""{"method":"POST","url":"{{{server.Address}}}/drain","headers":{"X-Reason":"incident"},"body":{"limit":100}}""",
            key: "k-17");

        var request = Assert.Single(server.Requests);
        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal(3, result.Value!["body"]!["done"]!.GetValue<int>());
        Assert.Equal("k-17", request.Headers["Idempotency-Key"]);
        Assert.Equal("incident", request.Headers["X-Reason"]);
        Assert.Equal("""{"limit":100}""", request.Body);
    }

    [Theory]
    [InlineData(200, ToolOutcome.Executed)]
    [InlineData(204, ToolOutcome.Executed)]
    [InlineData(302, ToolOutcome.Unknown)]
    [InlineData(400, ToolOutcome.Failed)]
    [InlineData(404, ToolOutcome.Failed)]
    [InlineData(408, ToolOutcome.Unknown)]
    [InlineData(409, ToolOutcome.Unknown)]
    [InlineData(422, ToolOutcome.Failed)]
    [InlineData(429, ToolOutcome.Failed)]
    [InlineData(500, ToolOutcome.Unknown)]
    [InlineData(501, ToolOutcome.Failed)]
    [InlineData(503, ToolOutcome.Unknown)]
    public async Task Action_AnsweredWithStatus_HasTheOutcomeThatTheStatusProves(int status, ToolOutcome outcome)
    {
        await using var server = await Recorder.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var result = await bench.ActAsync("http", $$"""{"method":"POST","url":"{{server.Address}}/"}""");

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(status, result.Value!["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task Read_AnsweredWith500_IsAnObservation()
    {
        await using var server = await Recorder.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("broken");
        });

        var result = await bench.ReadAsync("http", $$"""{"method":"GET","url":"{{server.Address}}/"}""");

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal("broken", result.Value!["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var server = await Recorder.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        await bench.ActAsync("http", $$"""{"method":"POST","url":"{{server.Address}}/"}""");

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Reply_Lost_IsUnknown()
    {
        await using var server = await Recorder.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var result = await bench.ActAsync("http", $$"""{"method":"POST","url":"{{server.Address}}/"}""");

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.ReplyLost), (result.Outcome, result.Code));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Reply_ThatNeverComes_IsUnknown()
    {
        await using var server = await Recorder.StartAsync(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        var result = await bench.ActAsync(
            "http", $$"""{"method":"POST","url":"{{server.Address}}/"}""", timeout: TimeSpan.FromSeconds(1));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.TimedOut), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Reply_ThatFloods_IsCut()
    {
        await using var server = await Recorder.StartAsync(context => context.Response.WriteAsync(new string('x', 300_000)));

        var result = await bench.ReadAsync("http", $$"""{"method":"GET","url":"{{server.Address}}/"}""");

        Assert.True(result.IsTruncated);
        Assert.Equal(1024, result.Value!["body"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task Server_NotThere_IsFailed()
    {
        string address;
        await using (var server = await Recorder.StartAsync(_ => Task.CompletedTask))
        {
            address = server.Address;
        }

        var result = await bench.ActAsync("http", $$"""{"method":"POST","url":"{{address}}/"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotConnected), (result.Outcome, result.Code));
    }

    [Theory]
    [InlineData("""{"method":"POST","url":"http://example.org/"}""", ToolCodes.NotAllowed)]
    [InlineData("""{"method":"POST","url":"https://169.254.169.254/"}""", ToolCodes.NotAllowed)]
    [InlineData("""{"method":"POST","url":"file:///etc/passwd"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"method":"POST","url":"https://user:word@127.0.0.1/"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"method":"TRACE","url":"http://127.0.0.1/"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"method":"POST","url":"http://127.0.0.1/","headers":{"X-A":"b\r\nX-C: d"}}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"method":"POST","url":"http://127.0.0.1/","headers":{"Host":"b"}}""", ToolCodes.ParameterInvalid)]
    public async Task Call_NotAllowedOrMalformed_IsFailed(string parameters, string code)
    {
        var result = await bench.ActAsync("http", parameters);

        Assert.Equal((ToolOutcome.Failed, code), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Read_WithAMethodThatChanges_IsFailed()
    {
        var result = await bench.ReadAsync("http", """{"method":"DELETE","url":"http://127.0.0.1/"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadOnly), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Credential_EchoedByTheServer_IsBlottedOut()
    {
        await using var server = await Recorder.StartAsync(context =>
            context.Response.WriteAsJsonAsync(new { echo = context.Request.Headers.Authorization.ToString() }));

        var result = await bench.ActAsync(
            "http", $$"""{"method":"POST","url":"{{server.Address}}/"}""", credential: FixedSecrets.Reference);

        Assert.Equal($"Bearer {FixedSecrets.Value}", Assert.Single(server.Requests).Headers["Authorization"]);
        Assert.Equal("Bearer [secret]", result.Value!["body"]!["echo"]!.GetValue<string>());
        Assert.DoesNotContain("canary", result.Excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    public void Address_LinkLocal_IsForbidden(string address, bool isForbidden) =>
        Assert.Equal(isForbidden, GuardedConnect.IsForbidden(IPAddress.Parse(address)));
}
