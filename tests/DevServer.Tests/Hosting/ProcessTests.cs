using DevServer.Tests.Clients;
using DevServer.Tests.Storage;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace DevServer.Tests.Hosting;

/// <summary>The server as a process: its exit codes and its one sentence.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [SkippableFact]
    public async Task Terminate_RunningServer_EndsWithZero()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no SIGTERM on Windows");
        await using var server = await ServerProcess.StartAsync(
            ServerKind.Embedded, new() { DatabaseFile = folder.File("s.db") });
        using (var client = new RawClient(server.Address))
        {
            await client.CallAsync<GetSystemInfoResponse>(new GetSystemInfoRequest());
        }

        Assert.Equal(0, await server.TerminateAsync());
        Assert.False(File.Exists(folder.File("s.db-wal")), "a clean end folds the log into the file");
    }

    [Fact]
    public async Task Start_OnAFileThatIsNoDatabase_EndsWithOneSentence()
    {
        var file = folder.File("notes.txt");
        await File.WriteAllTextAsync(file, "not a database, but longer than sixteen bytes");

        var run = await RunAsync("server", "start-dev", "--port", "0", "--db-filename", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"The file '{file}' is not a database of this server.\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Start_WithABadFlag_EndsWithUsage()
    {
        var run = await RunAsync("server", "start-dev", "--prot", "7");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--prot: unknown flag", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<Command> RunAsync(params string[] arguments) =>
        Command.RunAsync("dotnet", ["exec", EmbeddedServer.FindProgram(), .. arguments], folder.Path, TimeSpan.FromSeconds(60));
}
