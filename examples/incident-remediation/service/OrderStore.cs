using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IncidentService;

/// <summary>The service's own database. A connection per call; SQLite's pool keeps them cheap.</summary>
internal sealed class OrderStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS orders (
          id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
          amount_cents INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS orders_state ON orders(state);
        CREATE TABLE IF NOT EXISTS effects (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS receipts (
          key TEXT PRIMARY KEY, request TEXT NOT NULL, response TEXT);
        CREATE TABLE IF NOT EXISTS search_index (order_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
        """;

    private readonly string connectionString;

    public OrderStore(DataFolder folder) =>
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = folder.Database,
            DefaultTimeout = 20,
        }.ToString();

    public void CreateSchema()
    {
        using var connection = Open();
        Run(connection, null, "PRAGMA journal_mode = WAL");
        Run(connection, null, Schema);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    public long Count(string state)
    {
        using var connection = Open();
        return Number(connection, "SELECT COUNT(*) FROM orders WHERE state = $state", ("$state", state));
    }

    /// <summary>Counts what was really done, beside whoever believes to have done it.</summary>
    public void RecordEffect(string key, string kind)
    {
        using var connection = Open();
        RecordEffect(connection, null, key, kind);
    }

    public bool HasEffect(string key, string kind)
    {
        using var connection = Open();
        return Number(
            connection,
            "SELECT COUNT(*) FROM effects WHERE key = $key AND kind = $kind",
            ("$key", key),
            ("$kind", kind)) > 0;
    }

    public static void RecordEffect(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string key,
        string kind) => Run(
            connection,
            transaction,
            "INSERT INTO effects(key, kind, at) VALUES ($key, $kind, $at)",
            ("$key", key),
            ("$kind", kind),
            ("$at", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture)));

    public static int Run(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, object? Value)[] parameters)
    {
        using var command = Command(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(connection, null, sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static SqliteCommand Command(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
