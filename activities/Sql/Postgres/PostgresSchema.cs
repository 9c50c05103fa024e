using System.Data.Common;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using Npgsql;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>A schema of one of the worker's own stores on a PostgreSQL server.</summary>
internal sealed class PostgresSchema(DatabaseOptions database, ISecretSource secrets, string name)
{
    private const int StatementSeconds = 15;

    public DbConnection Connect()
    {
        var secret = database.Credential is { } reference ? secrets.Resolve(reference) : null;
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresAddress.Of(database, secret))
        {
            SearchPath = name,
            CommandTimeout = StatementSeconds,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Makes the schema, unless it is there.</summary>
    /// <param name="definition">Its statements.</param>
    /// <param name="lastTable">A table of it, by which it is known to be there.</param>
    /// <param name="turn">A lock of its own: two workers that begin at once would get in each other's way.</param>
    public void Make(string definition, string lastTable, long turn)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        Run(connection, transaction, "SELECT pg_advisory_xact_lock(@turn)", ("@turn", turn));
        using var look = AuditCommands.Create(
            connection, transaction, "SELECT to_regclass(@table) IS NOT NULL", ("@table", $"{name}.{lastTable}"));
        if (look.ExecuteScalar() is not true)
        {
            Run(connection, transaction, definition);
        }

        transaction.Commit();
    }

    public static void Run(
        DbConnection connection,
        DbTransaction transaction,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = AuditCommands.Create(connection, transaction, sql, values);
        command.ExecuteNonQuery();
    }
}
