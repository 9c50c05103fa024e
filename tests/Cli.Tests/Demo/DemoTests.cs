using System.Diagnostics;
using System.Text.Json;
using Cli.Tests.Support;
using DirectedExecution.Cli.Processes;
using Tests.Support;

namespace Cli.Tests.Demo;

/// <summary>The main job, as a user runs it: real processes, a worker that is killed, a service that counts.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_OnTheEmbeddedServer_GoesThroughAndLeavesNothingRunning()
    {
        using var sample = new Sample();

        var data = await PlayAsync(sample);

        Assert.Equal(2, data.GetProperty("runs").GetArrayLength());
        Assert.True(data.GetProperty("ledgerEntries").GetInt32() > 100);
        var bundles = data.GetProperty("bundles").EnumerateArray().Select(bundle => bundle.GetString()!).ToArray();
        var verify = await CliRun.OfAsync(
            host => host with { Folder = sample.Folder },
            "ledger", "verify", bundles[1], "--packet", Path.Combine(sample.Folder, "demo", "packet.json"), "--predecessor", bundles[0]);
        Assert.True(verify.Code == 0, verify.Error);
        Assert.False(File.Exists(Path.Combine(sample.Folder, "demo", "incident", "service.pid")) && IsAlive(sample));

        // What it leaves can be read, and so a run be started from it.
        var lint = await CliRun.OfAsync(
            host => host with { Folder = Path.Combine(sample.Folder, "demo") },
            "procedure", "lint", "procedure.json", "--charter", "charter.json");
        Assert.True(lint.Code == 0, lint.Out + lint.Error);
    }

    [SkippableFact]
    public async Task Demo_OnTheReferenceServer_GoesThrough()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        await using var server = await RealServer.StartAsync();
        using var sample = new Sample();

        var data = await PlayAsync(sample, "--address", server.Address);

        Assert.Equal(server.Address, data.GetProperty("address").GetString());
        Assert.Equal(2, data.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task Demo_ThatCannotBegin_SaysWhyAndStartsNothing()
    {
        using var sample = new Sample();

        var run = await CliRun.OfAsync(
            host => host with { Folder = sample.Folder }, "demo", "--address", "127.0.0.1:1", "--folder", "demo");

        Assert.Equal((int)DirectedExecution.Cli.ExitCode.CannotConnect, run.Code);
        Assert.False(Directory.Exists(Path.Combine(sample.Folder, "demo")));
    }

    private static async Task<JsonElement> PlayAsync(Sample sample, params string[] more)
    {
        var start = SelfCommand.Of(["demo", "--folder", Path.Combine(sample.Folder, "demo"), "-o", "json", .. more]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = sample.Folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error + await output);
        using var json = JsonDocument.Parse(await output);
        return json.RootElement.GetProperty("data").Clone();
    }

    private static bool IsAlive(Sample sample)
    {
        var id = int.Parse(
            File.ReadAllText(Path.Combine(sample.Folder, "demo", "incident", "service.pid")),
            System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
