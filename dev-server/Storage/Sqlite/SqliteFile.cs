using System.Globalization;
using DirectedExecution.DevServer.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>
/// Opens the server's file: takes it for this server alone, makes a new one, or finds out that it is none of ours. Each
/// refusal is one sentence with the file's name.
/// </summary>
internal static class SqliteFile
{
    /// <summary>
    /// How long a lock of another process is waited for, in seconds; a server that is just dying needs a moment.
    /// </summary>
    private const int LockPatienceSeconds = 1;

    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteNotADatabase = 26;

    /// <exception cref="DevServerException">In use, damaged, foreign, newer, or not to be opened at all.</exception>
    public static SqliteConnection Open(string path, Durability durability)
    {
        CheckPlace(path);
        Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = LockPatienceSeconds,
        }.ToString());
        try
        {
            connection.Open();
            Lock(connection, path);
            var version = Recognize(connection, path);
            Configure(connection, durability);
            BringUpToDate(connection, version);
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw Explain(path, fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What an error of SQLite means for the person who started the server.</summary>
    public static DevServerException Explain(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        SqliteBusy => new DevServerException($"The database file '{path}' is in use by another server.", fault),
        SqliteReadOnly => ReadOnly(path, fault),
        SqliteFull => new DevServerException(
            $"The database file '{path}' cannot be written: the disk is full.", fault),
        SqliteCorrupt => Damaged(path, "SQLite finds it malformed", fault),
        SqliteNotADatabase => new DevServerException($"The file '{path}' is not a database of this server.", fault),
        _ => new DevServerException($"The database file '{path}' cannot be used: {fault.Message}", fault),
    };

    public static DevServerException Damaged(string path, string finding, Exception? fault = null) =>
        new($"The database file '{path}' is damaged: {finding}.", fault);

    private static DevServerException ReadOnly(string path, Exception? fault = null) =>
        new($"The database file '{path}' cannot be written: it, its folder or its file system is read-only.", fault);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// The file itself is opened by SQLite alone: closing it a second time in a process would drop the lock that the
    /// first server of that process has on it.
    /// </summary>
    private static void CheckPlace(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DevServerException($"The database file '{path}' is a directory.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new DevServerException($"The folder of the database file '{path}' does not exist.");
        }
    }

    /// <summary>
    /// The lock is taken for good before the write-ahead log is touched: then no second server can open the file, and
    /// the log needs no shared memory.
    /// </summary>
    private static void Lock(SqliteConnection connection, string path)
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw ReadOnly(path);
        }

        Execute(connection, "PRAGMA locking_mode = EXCLUSIVE");
        Execute(connection, "BEGIN EXCLUSIVE; COMMIT");
    }

    private static void Configure(SqliteConnection connection, Durability durability)
    {
        if (Text(connection, "PRAGMA journal_mode = WAL") != "wal")
        {
            throw new DevServerException(
                $"The database file '{connection.DataSource}' lies where SQLite cannot keep a write-ahead log.");
        }

        Execute(
            connection,
            durability == Durability.PowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        Execute(connection, "PRAGMA cache_size = -16384");
    }

    /// <summary>
    /// The schema of a file of ours; 0 for one that is new. Reads only: what is not ours is left as it is.
    /// </summary>
    private static long Recognize(SqliteConnection connection, string path)
    {
        var tables = Number(connection, "SELECT count(*) FROM sqlite_master");
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        if (tables == 0 && application == 0 && version == 0)
        {
            return 0;
        }

        if (application != SqliteSchema.ApplicationId)
        {
            throw new DevServerException($"The file '{path}' is a database of another program.");
        }

        if (version > SqliteSchema.Version)
        {
            throw new DevServerException(
                $"The database file '{path}' was written by a newer version of this server " +
                $"(schema {version}; this one knows {SqliteSchema.Version}).");
        }

        if (version < 1)
        {
            throw Damaged(path, $"it has schema {version}, which never was");
        }

        return Text(connection, "PRAGMA quick_check(1)") is var finding and not "ok"
            ? throw Damaged(path, finding.ReplaceLineEndings(" "))
            : version;
    }

    private static void BringUpToDate(SqliteConnection connection, long version)
    {
        if (version == 0)
        {
            Execute(connection, $"BEGIN IMMEDIATE; {SqliteSchema.Create} {StepsFrom(1)} COMMIT;");
        }
        else if (version < SqliteSchema.Version)
        {
            Execute(connection, $"BEGIN IMMEDIATE; {StepsFrom((int)version)} COMMIT;");
        }
    }

    private static string StepsFrom(int version) => string.Join(' ', SqliteSchema.Steps.Skip(version - 1));

    private static long Number(SqliteConnection connection, string sql) =>
        long.Parse(Text(connection, sql), CultureInfo.InvariantCulture);

    private static string Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
