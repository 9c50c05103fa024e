using System.Net;
using DirectedExecution.Cli.Codecs;
using DirectedExecution.Worker.Encryption;
using DirectedExecution.Worker.Startup;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.Support;
using Tests.Support.Browser;

namespace Cli.Tests.Privacy;

public sealed class WebUiCodecTests
{
    [SkippableFact]
    public async Task WebUi_OfANamedOrigin_ReadsAnEncryptedRunThroughTheEndpoint()
    {
        Skip.If((WebUi.WhyMissing ?? Chromium.WhyMissing) is not null, WebUi.WhyMissing ?? Chromium.WhyMissing);
        await using var run = await PrivateRun.StartAsync(ServerKind.Embedded, "k1");
        await run.OpenAsync(run.Keys("k1"));
        await run.DoneAsync(run.Keys("k1"), "stop", PrivateRun.Id, "--reason", PrivateRun.Canary, "--yes");
        var client = await TemporalConnections.ConnectAsync(run.Settings(), NullLoggerFactory.Instance, CancellationToken.None);
        var runId = (await client.GetWorkflowHandle(PrivateRun.Id).DescribeAsync()).RunId;
        var port = LoopbackPort.FindFree();
        var origin = $"http://127.0.0.1:{port}";

        // A Web UI without a login has no key that it could show.
        var options = new CodecOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), Origins = [origin] };
        await using var endpoint = await CodecEndpoint.StartAsync(
            options, KeyringReader.Read(run.Settings("k1").Encryption), "default", NullLoggerFactory.Instance,
            CancellationToken.None);
        await using var ui = await WebUi.StartAsync(run.Address, port, endpoint.Address);
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync();

        await page.GoAsync($"{origin}/namespaces/default/workflows/{PrivateRun.Id}/{runId}/history");
        await page.ClickAsync("[data-testid=json]");

        await page.SeesAsync($"\"objective\": \"Bring {PrivateRun.Canary} back.\"");
        Assert.DoesNotContain("Codec Server could not connect", await page.TextAsync(), StringComparison.Ordinal);
    }
}
