using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Sql;

/// <summary>
/// SQL on an SQLite database. An action runs in one transaction together with a receipt row keyed by the attempt's key:
/// it is done exactly once, however often it is tried, and afterwards the receipt says which. Values are bound, never
/// put into the text, and the text may not touch the transaction.
/// </summary>
/// <remarks>
/// Parameters: database; either sql and parameters, or statements (a list of both); for actions also
/// expectAffected (rows that the last statement must change, else all is rolled back).
/// The name $idempotency_key is bound by itself.
/// </remarks>
public sealed class SqlTool(ToolOptions options) : ITool
{
    public string Kind => "sql";

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, "database", "sql", "parameters", "statements", "expectAffected");
        var database = ToolPaths.Resolve(options, parameters, "database", parameters.Text("database"));
        if (!File.Exists(database))
        {
            throw new ToolRefusalException(
                ToolCodes.NotFound, $"There is no database file '{parameters.Text("database")}'.");
        }

        var statements = SqlStatement.Read(parameters, request);

        // SQLite works on the calling thread; a long statement must not hold up whoever started the tool.
        return await Task.Run(
            () => request.IsRead
                ? Query(database, statements, cancellationToken)
                : new SqlTransfer(database, request, statements, options).Run(parameters, cancellationToken),
            CancellationToken.None);
    }

    private ToolResult Query(
        string database, IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = SqlConnections.Open(database, SqliteOpenMode.ReadOnly);
            using var interruption = SqlConnections.InterruptOn(connection, cancellationToken);
            using var guard = new StatementGuard(connection);
            return ToolResult.Executed(SqlStatement.RunAll(statements, connection, null, options));
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ToolResult.Failed(ToolCodes.Rejected, $"SQLite refused the query: {fault.Message}");
        }
    }
}
