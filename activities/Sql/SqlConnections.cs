using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DirectedExecution.Activities.Sql;

/// <summary>Opening and asking SQLite.</summary>
internal static class SqlConnections
{
    private const int BusySeconds = 10;

    /// <summary>No value is larger: SQLite itself refuses to make or to fetch it.</summary>
    private const int LongestValueBytes = 16 * 1024 * 1024;

    public static SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        // No pool: whoever kills this process, or replaces the file, meets no connection that was left open.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = database,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        connection.Open();
        _ = raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, LongestValueBytes);
        return connection;
    }

    public static CancellationTokenRegistration InterruptOn(
        SqliteConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.Register(() =>
        {
            if (connection.Handle is { IsInvalid: false, IsClosed: false } handle)
            {
                raw.sqlite3_interrupt(handle);
            }
        });

    public static int Run(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, transaction, sql, values);
        return command.ExecuteNonQuery();
    }

    public static SqliteCommand Command(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
