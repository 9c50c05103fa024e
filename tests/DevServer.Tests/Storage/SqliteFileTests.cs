using DevServer.Tests.Clients;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tests.Support;

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

    /// <summary>Closing a file drops every lock that the process has on it: the refused second must not do that.</summary>
    [Fact]
    public async Task Open_SecondOfThisProcessRefused_LeavesTheLockAgainstOthers()
    {
        using var first = SqliteStore.Open(DbFile, Durability.PowerLoss);
        Assert.Throws<DevServerException>(() => SqliteStore.Open(DbFile, Durability.PowerLoss));

        var other = await Command.RunAsync(
            "dotnet",
            ["exec", EmbeddedServer.FindProgram(), "server", "start-dev", "--port", "0", "--db-filename", DbFile],
            folder.Path);

        Assert.Equal(1, other.ExitCode);
        Assert.Contains("is in use by another server", other.Error, StringComparison.Ordinal);
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
        var before = File.ReadAllBytes(DbFile);

        AssertRefused("is a database of another program");
        Assert.Equal(before, File.ReadAllBytes(DbFile));
    }

    [Fact]
    public void Open_NewerSchema_SaysSo()
    {
        SqliteStore.Open(DbFile, Durability.PowerLoss).Dispose();
        Edit("PRAGMA user_version = 7;");

        AssertRefused("was written by a newer version of this server (schema 7; this one knows 4)");
    }

    [Fact]
    public void Open_OverwrittenPages_IsDamaged()
    {
        Fill();
        using (var file = new FileStream(DbFile, FileMode.Open))
        {
            file.Position = 4096 * 3;
            file.Write(new byte[4096 * 4]);
        }

        AssertRefused("is damaged");
    }

    [Theory]
    [InlineData(50)]
    [InlineData(4096)]
    [InlineData(4096 * 3 + 100)]
    public void Open_TruncatedFile_IsDamaged(int length)
    {
        Fill();
        using (var file = new FileStream(DbFile, FileMode.Open))
        {
            file.SetLength(length);
        }

        AssertRefused("is damaged");
    }

    /// <summary>Within a value SQLite sees nothing: the checksum does.</summary>
    [Theory]
    [InlineData("events", "event 3 of run r7 is not what was written")]
    [InlineData("state", "what it holds of run r7 is not what was written")]
    [InlineData("info", "what it holds of run r7 is not what was written")]
    public void Load_FlippedBitWithinAValue_IsDamaged(string column, string finding)
    {
        Fill();
        var table = column switch { "events" => "history", "state" => "runs", _ => "visibility" };
        var which = column == "events" ? " AND first_event_id = 3" : string.Empty;
        FlipOneBitOf($"SELECT {column} FROM {table} WHERE run_id = 'r7'{which}", $"UPDATE {table} SET {column} = $1 WHERE run_id = 'r7'{which}");

        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var refusal = Assert.Throws<DevServerException>(store.Load);

        Assert.Equal($"The database file '{DbFile}' is damaged: {finding}.", refusal.Message);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("targets")]
    public void Load_FlippedBitInABatchOperation_IsDamaged(string column)
    {
        Fill();
        FlipOneBitOf(
            $"SELECT {column} FROM batches WHERE namespace_id = 'n-r7'",
            $"UPDATE batches SET {column} = $1 WHERE namespace_id = 'n-r7'");

        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var refusal = Assert.Throws<DevServerException>(store.Load);

        Assert.Contains("batch operation job is not what was written", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("listing")]
    public void Load_FlippedBitInASchedule_IsDamaged(string column)
    {
        Fill();
        FlipOneBitOf(
            $"SELECT {column} FROM schedules WHERE namespace_id = 'n-r7'",
            $"UPDATE schedules SET {column} = $1 WHERE namespace_id = 'n-r7'");

        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var refusal = Assert.Throws<DevServerException>(store.Load);

        Assert.Contains("schedule daily is not what was written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileBeforeSchedules_IsBroughtUpToDate()
    {
        Fill();
        Edit("DROP TABLE schedules; PRAGMA user_version = 3;");
        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var key = new ScheduleKey("n", "daily");
        store.Apply(new WriteBatch
        {
            Schedules = { new ScheduleRow(key, new byte[] { 1 }, Samples.Info(new RunKey("n", "w", "r"))) },
        });
        store.Commit();
        Assert.Equal(key, Assert.Single(store.Load().Schedules).Key);
        Assert.NotEmpty(store.Load().Batches);
    }

    [Fact]
    public void Open_FileBeforeBatchOperations_IsBroughtUpToDate()
    {
        Fill();
        Edit("DROP TABLE batches; DROP TABLE schedules; PRAGMA user_version = 2;");
        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        var key = new BatchKey("n", "job");
        store.Apply(new WriteBatch { Batches = { new BatchRow(key, new byte[] { 1 }, new byte[] { 2 }) } });
        store.Commit();
        Assert.Equal(key, Assert.Single(store.Load().Batches).Key);
        Assert.NotEmpty(store.Load().OpenRuns);
    }

    [Fact]
    public void Read_FlippedBitInTheHistoryOfAClosedRun_StopsRatherThanServeIt()
    {
        Fill();
        Edit("UPDATE runs SET is_open = 0");
        FlipOneBitOf(
            "SELECT events FROM history WHERE run_id = 'r7' AND first_event_id = 3",
            "UPDATE history SET events = $1 WHERE run_id = 'r7' AND first_event_id = 3");

        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        store.Load();

        Assert.Equal(2, store.ReadHistory("r7", 1, 2).Count);
        Assert.Throws<StoreException>(() => store.ReadHistory("r7", 1, 5));
    }

    [Fact]
    public void Open_FileOfTheFirstSchema_IsBroughtUpToDate()
    {
        Edit(SqliteSchema.Create);
        Edit("INSERT INTO history VALUES ('r', 1, 1, x'0A020801'); INSERT INTO runs VALUES ('r', 'n', 'w', 1, x'01')");

        using (var store = SqliteStore.Open(DbFile, Durability.PowerLoss))
        {
            // What has no checksum yet is taken as it is.
            Assert.Single(store.Load().OpenRuns);
            Assert.Single(store.ReadHistory("r", 1, 1));
            store.Apply(Samples.FullBatch("new"));
            store.Commit();
        }

        using var again = SqliteStore.Open(DbFile, Durability.PowerLoss);
        Assert.Equal(2, again.Load().OpenRuns.Count);
    }

    [Fact]
    public void Backup_InTheMiddleOfATurn_HoldsWhatWasApplied()
    {
        var copy = folder.File("copy.db");
        using (var store = SqliteStore.Open(DbFile, Durability.PowerLoss))
        {
            store.Apply(Samples.FullBatch("r1"));
            store.Backup(copy);
            store.Apply(Samples.FullBatch("r2"));
            store.Commit();
            Assert.Throws<BackupException>(() => store.Backup(copy));
            store.Apply(Samples.FullBatch("r3"));
            store.Commit();
        }

        using (var restored = SqliteStore.Open(copy, Durability.PowerLoss))
        {
            Assert.Equal(["r1"], restored.Load().OpenRuns.Select(run => run.Key.RunId));
        }

        using var original = SqliteStore.Open(DbFile, Durability.PowerLoss);
        Assert.Equal(3, original.Load().OpenRuns.Count);
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

    private void Fill()
    {
        using var store = SqliteStore.Open(DbFile, Durability.PowerLoss);
        for (var run = 0; run < 50; run++)
        {
            store.Apply(Samples.FullBatch($"r{run}"));
        }

        store.Commit();
    }

    /// <summary>As a disk would: the value changes, its checksum does not.</summary>
    private void FlipOneBitOf(string select, string update)
    {
        Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={DbFile};Pooling=False");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = select;
        var value = (byte[])read.ExecuteScalar()!;
        value[^1] ^= 1;
        using var write = connection.CreateCommand();
        write.CommandText = update;
        write.Parameters.AddWithValue("$1", value);
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private void Edit(string sql)
    {
        Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={DbFile};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }
}
