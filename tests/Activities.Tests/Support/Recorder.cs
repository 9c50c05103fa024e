using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Activities.Tests.Support;

/// <summary>A real HTTP server that answers as a test wants and records what it got.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication app;

    private Recorder(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Method, string Path, HeaderDictionary Headers, string Body)> Requests { get; } = new();

    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<Recorder> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorder = new Recorder(builder.Build());
        recorder.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            recorder.Requests.Enqueue((context.Request.Method, context.Request.Path, headers, body));
            await answer(context);
        });
        await recorder.app.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
