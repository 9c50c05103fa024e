using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.DevServer.Hosting;

namespace Cli.Tests.Connection;

/// <summary>A copy of what the embedded server holds, by command.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backup-");

    [Fact]
    public async Task Backup_RunningServer_MakesAFileThatAServerStartsOn()
    {
        var copy = PathOf("copy.db");
        await using var server = await StartAsync("live.db");

        var run = await CliRun.OfAsync("server", "backup", "--to", copy, "--address", server.Address);

        Assert.Equal((int)ExitCode.Ok, run.Code);
        Assert.Contains($"directed server start --db-filename {copy}", run.Out, StringComparison.Ordinal);
        await using var restored = await StartAsync("copy.db");
        Assert.NotEqual(server.Address, restored.Address);
    }

    [Fact]
    public async Task Backup_FileThatIsThere_IsNotReplaced()
    {
        var copy = PathOf("copy.db");
        await File.WriteAllTextAsync(copy, "mine");
        await using var server = await StartAsync("live.db");

        var run = await CliRun.OfAsync("server", "backup", "--to", copy, "--address", server.Address);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("is there already", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(copy));
    }

    [Fact]
    public async Task Backup_ServerInMemory_SaysWhy()
    {
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });

        var run = await CliRun.OfAsync("server", "backup", "--to", PathOf("copy.db"), "--address", server.Address);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains("keeps everything in memory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_NobodyListens_CannotConnect()
    {
        var run = await CliRun.OfAsync("server", "backup", "--to", PathOf("copy.db"), "--address", "127.0.0.1:1");

        Assert.Equal((int)ExitCode.CannotConnect, run.Code);
        Assert.Empty(folder.GetFiles());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private Task<DevServer> StartAsync(string file) =>
        DevServer.StartAsync(new DevServerOptions { Port = 0, DbFilename = PathOf(file) });
}
