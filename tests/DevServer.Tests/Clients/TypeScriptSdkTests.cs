using DevServer.Tests.Hosting;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>An independent peer: client and worker of the official TypeScript SDK against the embedded server.</summary>
public sealed class TypeScriptSdkTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [SkippableFact]
    public async Task TypeScriptSdk_ActivitySignalQueryCancelContinue_AllHold()
    {
        var (folder, reason) = await TypeScriptSdk.PrepareAsync();
        Skip.If(folder is null, reason);

        var run = await Command.RunAsync("node", ["main.js", fixture.Address], folder!);

        Directory.Delete(folder!, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("all held", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task TypeScriptSdk_ClientOfSchedules_MakesChangesListsAndDeletesThem()
    {
        var (folder, reason) = await TypeScriptSdk.PrepareAsync();
        Skip.If(folder is null, reason);

        var run = await Command.RunAsync("node", ["schedules.js", fixture.Address], folder!);

        Directory.Delete(folder!, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("schedules held", run.Output, StringComparison.Ordinal);
    }

    /// <summary>It starts what it takes for the official test server by itself, and talks to its test service.</summary>
    [SkippableFact]
    public async Task TypeScriptSdk_TimeSkippingEnvironment_SkipsTimeOnThisServer()
    {
        var (folder, reason) = await TypeScriptSdk.PrepareAsync();
        Skip.If(folder is null, reason);
        var program = Path.ChangeExtension(EmbeddedServer.FindProgram(), OperatingSystem.IsWindows() ? ".exe" : null);

        var run = await Command.RunAsync("node", ["skipping.js", program], folder!);

        Directory.Delete(folder!, recursive: true);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("time was skipped", run.Output, StringComparison.Ordinal);
    }
}
