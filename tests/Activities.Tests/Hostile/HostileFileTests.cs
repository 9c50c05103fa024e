using System.Diagnostics;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Hostile;

/// <summary>Files and databases that are not what they seem to be.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const string ReadFlags = """{"path":"flags.json","operation":"read"}""";
    private const string SetFlag = """{"path":"flags.json","operation":"set","values":{"open":false}}""";

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [SkippableFact]
    public async Task Pipe_InPlaceOfAFile_HoldsNobody()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "there are no pipes in folders here");
        using (var make = Process.Start("mkfifo", [bench.Folder["flags.json"]]))
        {
            await make.WaitForExitAsync();
        }

        var read = await bench.ReadAsync("file", ReadFlags);
        var set = await bench.ActAsync("file", SetFlag);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadable), (read.Outcome, read.Code));
        Assert.Equal(ToolOutcome.Failed, set.Outcome);
    }

    [SkippableFact]
    public async Task Pipe_WhereTheNewFileIsWritten_IsReplaced()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "there are no pipes in folders here");
        await File.WriteAllTextAsync(bench.Folder["flags.json"], """{"open":true}""");
        using (var make = Process.Start("mkfifo", [bench.Folder["flags.json.directed-new"]]))
        {
            await make.WaitForExitAsync();
        }

        var result = await bench.ActAsync("file", SetFlag);

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Contains("false", await File.ReadAllTextAsync(bench.Folder["flags.json"]), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Pipe_InPlaceOfAPidFile_IsNoService()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "there are no pipes in folders here");
        using (var make = Process.Start("mkfifo", [bench.Folder["service.pid"]]))
        {
            await make.WaitForExitAsync();
        }

        var read = await bench.ReadAsync("service", """{"operation":"status","pidFile":"service.pid"}""");

        Assert.Equal((ToolOutcome.Executed, false), (read.Outcome, (bool?)read.Value!["isRunning"]));
    }

    [Fact]
    public async Task Path_WithANul_IsRefused()
    {
        var result = await bench.ActAsync("file", """{"path":"a\u0000b","operation":"write","content":"x"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Link_InPlaceOfAFile_IsNeitherFollowedNorReplacedByAChange()
    {
        await File.WriteAllTextAsync(bench.Folder["real.json"], """{"open":true}""");
        File.CreateSymbolicLink(bench.Folder["flags.json"], bench.Folder["real.json"]);

        var result = await bench.ActAsync("file", SetFlag);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Equal("""{"open":true}""", await File.ReadAllTextAsync(bench.Folder["real.json"]));
        Assert.NotNull(new FileInfo(bench.Folder["flags.json"]).LinkTarget);
    }

    [Fact]
    public async Task Link_ToASecretOutside_IsNotRead()
    {
        using var outside = new Folder();
        await File.WriteAllTextAsync(outside["secret"], "s3cret");
        File.CreateSymbolicLink(bench.Folder["flags.json"], outside["secret"]);

        var result = await bench.ReadAsync("file", ReadFlags);

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
        Assert.DoesNotContain("s3cret", result.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_LargerThanTheLimit_IsRefused()
    {
        await using (var large = new FileStream(bench.Folder["flags.json"], FileMode.Create))
        {
            large.SetLength(8L * 1024 * 1024 * 1024);
        }

        var result = await bench.ReadAsync("file", ReadFlags);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotReadable), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Bytes_ThatAreNoText_HaveADigestAndNoContent()
    {
        await File.WriteAllBytesAsync(bench.Folder["flags.json"], [0xff, 0xfe, 0x00, 0xc3, 0x28]);

        var read = await bench.ReadAsync("file", ReadFlags);
        var set = await bench.ActAsync("file", SetFlag);

        Assert.Equal((ToolOutcome.Executed, false), (read.Outcome, (bool?)read.Value!["isText"]));
        Assert.Null(read.Value["content"]);
        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (set.Outcome, set.Code));
    }

    [Fact]
    public async Task Query_WithAMillionRows_CountsThemAndKeepsFew()
    {
        MakeDatabase();

        var result = await bench.ReadAsync(
            "sql",
            """
            {"database":"d.db","sql":"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
            SELECT i, printf('%.100c', 'x') AS x FROM n"}
            """.ReplaceLineEndings(" "));

        Assert.Equal((1_000_000, true), ((int?)result.Value!["rowCount"], (bool?)result.Value["isTruncated"]));
        Assert.True(result.Value.ToJsonString().Length < 200_000);
    }

    [Fact]
    public async Task Query_ForAHugeValue_IsRefusedBySqlite()
    {
        MakeDatabase();

        var result = await bench.ReadAsync("sql", """{"database":"d.db","sql":"SELECT zeroblob(500000000)"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.Rejected), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Database_ThatIsNotOnTheList_IsNotOpened()
    {
        MakeDatabase();
        using var strict = new Bench(options => options with
        {
            WorkingRoot = bench.Folder.Path,
            Databases = new Dictionary<string, DatabaseOptions> { ["lots"] = new() { File = "lots.db" } },
        });

        var result = await strict.ReadAsync("sql", """{"database":"d.db","sql":"SELECT 1"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (result.Outcome, result.Code));
    }

    private void MakeDatabase()
    {
        using var connection = new SqliteConnection($"Data Source={bench.Folder["d.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE t(x)";
        command.ExecuteNonQuery();
    }
}
