using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Sql;

/// <summary>One action: statements and receipt, all or nothing, once for each key.</summary>
internal sealed class SqlTransfer(
    string database,
    ToolRequest request,
    IReadOnlyList<SqlStatement> statements,
    ToolOptions options)
{
    // A stored shape in other people's databases: change only by a new table.
    private const string ReceiptTable = """
        CREATE TABLE IF NOT EXISTS directed_receipts (
          key TEXT PRIMARY KEY, request TEXT NOT NULL, result TEXT NOT NULL) WITHOUT ROWID
        """;

    public ToolResult Run(int? expected, CancellationToken cancellationToken)
    {
        try
        {
            return Transfer(expected, cancellationToken);
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            // The latter is a name in the statement to which nothing is bound.
            return AfterFault(fault.Message);
        }
    }

    private ToolResult Transfer(int? expected, CancellationToken cancellationToken)
    {
        using var connection = SqlConnections.Open(database, SqliteOpenMode.ReadWrite);
        using var interruption = SqlConnections.InterruptOn(connection, cancellationToken);
        using var transaction = connection.BeginTransaction(deferred: false);
        SqlConnections.Run(connection, transaction, ReceiptTable);
        if (FindReceipt(connection, transaction) is { } earlier)
        {
            return earlier;
        }

        var result = RunStatements(connection, transaction);
        var affected = result["affected"]!.GetValue<int>();
        if (expected is { } rows && rows != affected)
        {
            transaction.Rollback();
            return ToolResult.Failed(
                ToolCodes.PreconditionFailed,
                $"The statement would have changed {affected} rows, not {rows}; it was rolled back.");
        }

        SqlConnections.Run(
            connection,
            transaction,
            "INSERT INTO directed_receipts(key, request, result) VALUES ($key, $request, $result)",
            ("$key", request.IdempotencyKey),
            ("$request", request.Parameters.ToJsonString()),
            ("$result", result.ToJsonString()));
        transaction.Commit();
        return ToolResult.Executed(result);
    }

    private JsonObject RunStatements(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var guard = new StatementGuard(connection);
        return SqliteStatements.RunAll(statements, connection, transaction, options);
    }

    /// <summary>Whatever went wrong, the receipt tells whether the transaction came through.</summary>
    private ToolResult AfterFault(string message)
    {
        try
        {
            using var connection = SqlConnections.Open(database, SqliteOpenMode.ReadWrite);
            using var transaction = connection.BeginTransaction(deferred: false);
            SqlConnections.Run(connection, transaction, ReceiptTable);
            return FindReceipt(connection, transaction)
                ?? ToolResult.Failed(
                    ToolCodes.RolledBack, $"SQLite refused it and everything was rolled back: {message}");
        }
        catch (SqliteException)
        {
            return ToolResult.Unknown(
                ToolCodes.ToolBroken, $"SQLite failed and the receipt cannot be read: {message}");
        }
    }

    private ToolResult? FindReceipt(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = SqlConnections.Command(
            connection,
            transaction,
            "SELECT request, result FROM directed_receipts WHERE key = $key",
            ("$key", request.IdempotencyKey));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        return reader.GetString(0) == request.Parameters.ToJsonString()
            ? ToolResult.Executed(JsonNode.Parse(reader.GetString(1))) with { IsReplayed = true }
            : ToolResult.Failed(ToolCodes.KeyReused, "The idempotency key was used for another statement.");
    }
}
