using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DevServer.Tests.Storage;

/// <summary>Files that a server must not take: each is named in one sentence, and left as it is.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string DbFile => folder.File("server.db");

    [Fact]
    public void Open_FileOfTwoServers_RefusesTheSecond()
    {
        using var first = SqliteStore.Open(DbFile, Durability.PowerLoss);

        var refusal = Assert.Throws<DevServerException>(() => SqliteStore.Open(DbFile, Durability.PowerLoss));

        Assert.Equal($"The database file '{DbFile}' is in use by another server.", refusal.Message);
    }

    [Fact]
    public void Open_AfterTheFirstIsClosed_Succeeds()
    {
        SqliteStore.Open(DbFile, Durability.PowerLoss).Dispose();

        using var second = SqliteStore.Open(DbFile, Durability.ProcessDeath);

        Assert.Empty(second.Load().OpenRuns);
    }

    [Fact]
    public void Open_TextFile_IsNotADatabase()
    {
        File.WriteAllText(DbFile, "temporalAddress: 127.0.0.1:7233\n");

        AssertRefused("is not a database of this server");
        Assert.StartsWith("temporalAddress", File.ReadAllText(DbFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsForeign()
    {
        Edit("CREATE TABLE executions (id INTEGER); PRAGMA user_version = 3;");

        AssertRefused("is a database of another program");
    }

    [Fact]
    public void Open_NewerSchema_SaysSo()
    {
        SqliteStore.Open(DbFile, Durability.PowerLoss).Dispose();
        Edit("PRAGMA user_version = 7;");

        AssertRefused("was written by a newer version of this server (schema 7; this one knows 1)");
    }

    [Fact]
    public void Open_OverwrittenPages_IsDamaged()
    {
        using (var store = SqliteStore.Open(DbFile, Durability.PowerLoss))
        {
            for (var run = 0; run < 50; run++)
            {
                store.Apply(Samples.FullBatch($"r{run}"));
            }

            store.Commit();
        }

        using (var file = new FileStream(DbFile, FileMode.Open))
        {
            file.Position = 4096 * 3;
            file.Write(new byte[4096 * 4]);
        }

        AssertRefused("is damaged");
    }

    [Fact]
    public void Load_UnreadableMessage_IsDamaged()
    {
        SqliteStore.Open(DbFile, Durability.PowerLoss).Dispose();
        Edit("INSERT INTO namespaces VALUES ('id', 'name', x'FFFFFFFF')");

        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var refusal = Assert.Throws<DevServerException>(store.Load);

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFolder_SaysSo()
    {
        var refusal = Assert.Throws<DevServerException>(
            () => SqliteStore.Open(folder.File("no/such/server.db"), Durability.PowerLoss));

        Assert.Contains("does not exist", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Folder_SaysSo()
    {
        var refusal = Assert.Throws<DevServerException>(() => SqliteStore.Open(folder.Path, Durability.PowerLoss));

        Assert.Contains("is a directory", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void AssertRefused(string part)
    {
        var refusal = Assert.Throws<DevServerException>(() => SqliteStore.Open(DbFile, Durability.PowerLoss));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(DbFile, refusal.Message, StringComparison.Ordinal);
    }

    private void Edit(string sql)
    {
        Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={DbFile};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }
}
