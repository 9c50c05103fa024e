using System.Diagnostics;
using System.IO.Compression;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;
using Microsoft.AspNetCore.Http;

namespace Activities.Tests.Hostile;

/// <summary>Servers that answer as badly as they can.</summary>
public sealed class HostileReplyTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Bomb_InAPackedReply_IsNotUnpacked()
    {
        await using var server = await Recorder.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(new byte[50_000_000]);
        });

        var read = await bench.ReadAsync("http", Get(server));
        var action = await bench.ActAsync("http", Post(server));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadable), (read.Outcome, read.Code));
        Assert.Equal((ToolOutcome.Executed, string.Empty), (action.Outcome, action.Excerpt));
    }

    [Fact]
    public async Task Body_ThatNeverEnds_IsCutAndLeft()
    {
        await using var server = await Recorder.StartAsync(async context =>
        {
            var block = new byte[16 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        var clock = Stopwatch.StartNew();

        var result = await bench.ReadAsync("http", Get(server), TimeSpan.FromMinutes(10));

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"It took {clock.Elapsed}.");
        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, result.IsTruncated));
        Assert.True(result.Value!.ToJsonString().Length < 1_000_000);
    }

    [Fact]
    public async Task Body_ThatNeverGoesOn_IsUnknownWhenTheTimeIsOver()
    {
        await using var server = await Recorder.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        var result = await bench.ActAsync("http", Post(server), timeout: TimeSpan.FromSeconds(2));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.TimedOut), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Redirects_WithoutEnd_AreNotFollowed()
    {
        await using var server = await Recorder.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = context.Request.Path + "/again";
            return Task.CompletedTask;
        });

        var read = await bench.ReadAsync("http", Get(server));
        var action = await bench.ActAsync("http", Post(server));

        Assert.Equal((ToolOutcome.Executed, 307), (read.Outcome, (int?)read.Value!["status"]));
        Assert.Equal(ToolOutcome.Unknown, action.Outcome);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Reply_WithANumberBeyondAllBounds_StaysText()
    {
        await using var server = await Recorder.StartAsync(
            context => context.Response.WriteAsync("""{"amount":1e400,"ok":true}"""));

        var result = await bench.ReadAsync("http", Get(server));

        Assert.Equal("""{"amount":1e400,"ok":true}""", (string?)result.Value!["body"]);
    }

    [Fact]
    public async Task Host_ThatIsNotOnTheList_IsNotTalkedTo()
    {
        await using var server = await Recorder.StartAsync(_ => Task.CompletedTask);
        using var strict = new Bench(options => options with { Hosts = ["api.example"] });

        var result = await strict.ActAsync("http", Post(server));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (result.Outcome, result.Code));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("orders", "http", null, ToolOutcome.Executed)]
    [InlineData("orders", "case", null, ToolOutcome.Failed)]
    [InlineData("orders", "http", "api.example", ToolOutcome.Failed)]
    [InlineData("env:PATH", "http", null, ToolOutcome.Failed)]
    public async Task Credential_GoesOnlyWhereTheListLetsIt(string name, string tool, string? host, ToolOutcome outcome)
    {
        await using var server = await Recorder.StartAsync(_ => Task.CompletedTask);
        using var strict = new Bench(options => options with
        {
            Credentials = new Dictionary<string, CredentialOptions>
            {
                ["orders"] = new()
                {
                    From = FixedSecrets.Reference, Tools = ["http"], Hosts = [host ?? "127.0.0.1"],
                },
            },
        });
        var call = tool == "http"
            ? Post(server)
            : $$"""{"url":"{{server.Address}}","operation":"comment","case":"1","text":"x"}""";

        var result = await strict.ActAsync(tool, call, credential: name);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(outcome == ToolOutcome.Executed ? 1 : 0, server.Requests.Count);
    }

    private static string Get(Recorder server) => $$"""{"method":"GET","url":"{{server.Address}}/x"}""";

    private static string Post(Recorder server) => $$"""{"method":"POST","url":"{{server.Address}}/x"}""";
}
