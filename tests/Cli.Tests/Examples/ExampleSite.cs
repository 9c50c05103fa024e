using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Cli.Demo;
using DirectedExecution.Cli.Processes;
using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>What an example acts on: its service, seeded and running as a process of its own.</summary>
internal sealed class ExampleSite(ExampleOf example, string folder) : IScriptSite, IAsyncDisposable
{
    private Process? service;

    public string Url { get; } =
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.FindFree()}");

    public string Data => Path.Combine(folder, example.DataFolder);

    public async Task StartAsync()
    {
        await RunAsync("seed");
        service = Launch(example.HasUrl ? ["run", "--data", Data, "--url", Url] : ["run", "--data", Data]);
        await Eventually.IsAsync(() => File.Exists(Path.Combine(Data, "service.pid")), $"{example.Service} is up");
    }

    // Nothing here is waited for in the middle of an action.
    public Task<long> EffectsOfAsync(string key, CancellationToken cancellationToken) => Task.FromResult(0L);

    public async Task<bool> TryHappenAsync(string happening, CancellationToken cancellationToken)
    {
        await RunAsync("act", "--what", happening);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            service.StandardInput.Close();
            await service.WaitForExitAsync();
            service.Dispose();
        }
    }

    private async Task RunAsync(string verb, params string[] more)
    {
        using var process = Launch([verb, "--data", Data, .. more]);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{example.Service} {verb} ended with {process.ExitCode}: {errors}");
    }

    private Process Launch(string[] arguments) => Process.Start(
        new ProcessStartInfo(
            SelfCommand.DotnetHost,
            [Path.Combine(Checkout.OutputOf($"examples/{example.Name}/service"), $"{example.Service}.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
}
