using System.Data.Common;
using DirectedExecution.Activities.Sql;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Annex;

/// <summary>The annex in an SQLite file of its own, for its owner alone. Deleted keys are overwritten.</summary>
public sealed class AnnexFile(string path) : AnnexDatabase
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A stored shape: change only by a new version.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS subjects (
          id TEXT PRIMARY KEY, run TEXT NOT NULL, name TEXT NOT NULL, secret BLOB NOT NULL, made_at TEXT NOT NULL,
          UNIQUE (run, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS records (
          id TEXT PRIMARY KEY, subject TEXT NOT NULL, run TEXT NOT NULL, what TEXT NOT NULL, digest TEXT NOT NULL,
          size INTEGER NOT NULL, content BLOB NOT NULL, at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS records_subject ON records(subject);
        CREATE TABLE IF NOT EXISTS acts (
          number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, run TEXT NOT NULL, record TEXT,
          person TEXT NOT NULL, reason TEXT NOT NULL, directive TEXT, at TEXT NOT NULL);
        CREATE TRIGGER IF NOT EXISTS records_are_fixed BEFORE UPDATE ON records
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER IF NOT EXISTS records_are_kept BEFORE DELETE ON records
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER IF NOT EXISTS acts_are_fixed BEFORE UPDATE ON acts
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER IF NOT EXISTS acts_are_kept BEFORE DELETE ON acts
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        """;

    private readonly string path = Path.GetFullPath(path);

    private protected override void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        MakeForTheOwner();
        using var connection = (SqliteConnection)Connect();
        SqlConnections.Run(connection, null, "PRAGMA journal_mode = WAL");
        SqlConnections.Run(connection, null, Schema);
    }

    private protected override DbConnection Connect()
    {
        var connection = SqlConnections.Open(path, SqliteOpenMode.ReadWrite);
        SqlConnections.Run(connection, null, "PRAGMA secure_delete = ON");
        return connection;
    }

    // The log beside the file still has the key's old page until it is written back.
    private protected override void AfterErasing(DbConnection connection) =>
        SqlConnections.Run((SqliteConnection)connection, null, "PRAGMA wal_checkpoint(TRUNCATE)");

    private void MakeForTheOwner()
    {
        if (OperatingSystem.IsWindows())
        {
            File.Open(path, FileMode.OpenOrCreate).Dispose();
            return;
        }

        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, UnixCreateMode = OwnerOnly,
            Share = FileShare.ReadWrite,
        }).Dispose();
        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            throw new AnnexException($"Others than its owner may use the annex {path}; chmod 600 closes it.");
        }
    }
}
