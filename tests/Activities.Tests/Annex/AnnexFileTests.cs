using System.Text;
using Activities.Tests.Support;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Annex;

/// <summary>The annex in a file.</summary>
public sealed class AnnexFileTests : AnnexCompliance, IDisposable
{
    private readonly Folder folder = new();

    private string File => Path.Combine(folder.Path, "deep", "annex.db");

    [Fact]
    public async Task File_IsItsOwnersAlone_AndOneThatIsNotIsRefused()
    {
        var store = await OpenAsync();
        store.Subject(new RunId("r"), "a", DateTimeOffset.UnixEpoch);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        }

        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = await OpenAsync();
        var fault = Assert.Throws<AnnexException>(() => refused.Read(new AnnexId("x")));
        Assert.Contains("chmod 600", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_HoldsNoWordOfARecord_AndAfterErasingNotItsKey()
    {
        var store = await OpenAsync();
        var subject = store.Subject(new RunId("r"), "a", DateTimeOffset.UnixEpoch);
        var entry = store.Keep(subject, "one", JsonData.Of("canary4711"), DateTimeOffset.UnixEpoch);
        var key = (byte[])(await ScalarAsync("SELECT secret FROM subjects"))!;

        Assert.False(Holds(Encoding.UTF8.GetBytes("canary4711")));
        Assert.True(Holds(key));
        store.Erase(entry.Id, Act(AnnexAct.Erase, entry.Id));

        Assert.False(Holds(key), "the key is still on the disk");
    }

    public void Dispose() => folder.Dispose();

    protected override Task<IAnnexStore> OpenAsync() => Task.FromResult<IAnnexStore>(new AnnexFile(File));

    // The triggers are in the way of those who use the annex, not of who owns the file.
    protected override async Task SwapAsync(AnnexId first, AnnexId second)
    {
        await ScalarAsync("DROP TRIGGER records_are_fixed");
        await ScalarAsync(
            $"""
            UPDATE records SET content = (SELECT content FROM records WHERE id = '{second}') WHERE id = '{first}'
            """);
    }

    protected override async Task<IReadOnlyList<string>> ActsAsync() =>
        ((string)(await ScalarAsync("SELECT group_concat(kind) FROM (SELECT kind FROM acts ORDER BY number)"))!).Split(',');

    protected override async Task<string> RefusedAsync(string sql) =>
        (await Assert.ThrowsAsync<SqliteException>(() => ScalarAsync(sql))).Message;

    private bool Holds(byte[] bytes) => Directory.EnumerateFiles(Path.GetDirectoryName(File)!).Any(
        file => System.IO.File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
