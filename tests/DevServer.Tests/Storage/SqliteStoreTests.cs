using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage.Sqlite;

namespace DevServer.Tests.Storage;

public sealed class SqliteStoreTests : StoreCompliance
{
    private readonly TemporaryFolder folder = new();
    private int generation;

    public SqliteStoreTests() => Store = SqliteStore.Open(CurrentFile, Durability.PowerLoss);

    private string CurrentFile => folder.File($"server-{generation}.db");

    /// <summary>
    /// The files as they stand on disk at this instant, with the write-ahead log, are what a killed process leaves: opened as a copy, while
    /// the dead one's memory plays no part any more.
    /// </summary>
    private protected override void Crash()
    {
        var dead = CurrentFile;
        generation++;
        File.Copy(dead, CurrentFile);
        File.Copy(dead + "-wal", CurrentFile + "-wal");
        Store.Dispose();
        Store = SqliteStore.Open(CurrentFile, Durability.PowerLoss);
    }

    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        folder.Dispose();
    }
}
