using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql.Postgres;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Sql;

/// <summary>
/// SQL on an SQLite file or on a PostgreSQL server. An action runs in one transaction together with a receipt row keyed
/// by the attempt's key: it is done exactly once, however often it is tried, and afterwards the receipt says which.
/// Values are bound, never put into the text, and the text may not touch the transaction.
/// </summary>
/// <remarks>
/// Parameters: database (a name of the worker's list, or the path of an SQLite file); either sql and parameters, or
/// statements (a list of both); for actions also expectAffected (rows that the last statement must change, else all is
/// rolled back). The name $idempotency_key is bound by itself.
/// </remarks>
public sealed class SqlTool(ToolOptions options, ISecretSource secrets) : ITool
{
    public string Kind => "sql";

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, "database", "sql", "parameters", "statements", "expectAffected");
        var name = parameters.Text("database");
        var statements = SqlStatement.Read(parameters, request);
        var expected = parameters.OptionalNumber("expectAffected");
        if (!request.IsRead && request.IdempotencyKey.Length == 0)
        {
            throw new ToolRefusalException(ToolCodes.ParameterInvalid, "An SQL action needs an idempotency key.");
        }

        var known = Known(name);
        if (known is { File: null })
        {
            var calls = new PostgresCalls(known, SecretFor(known, request), request, options);
            return request.IsRead
                ? await calls.QueryAsync(statements, cancellationToken)
                : await calls.TransferAsync(statements, expected, cancellationToken);
        }

        if (known is { IsReadOnly: true } && !request.IsRead)
        {
            throw new ToolRefusalException(ToolCodes.NotAllowed, "This worker only reads this database.");
        }

        var path = ToolPaths.Resolve(options, parameters, "database", known?.File ?? name);
        if (!File.Exists(path))
        {
            throw new ToolRefusalException(ToolCodes.NotFound, $"There is no database file '{name}'.");
        }

        // SQLite works on the calling thread; a long statement must not hold up whoever started the tool.
        return await Task.Run(
            () => request.IsRead
                ? Query(path, statements, cancellationToken)
                : new SqlTransfer(path, request, statements, options).Run(expected, cancellationToken),
            CancellationToken.None);
    }

    /// <summary>The database by its name or, where it is a file, by its path. Null when there is no list.</summary>
    private DatabaseOptions? Known(string name) => options.Databases is not { } databases
        ? null
        : databases.TryGetValue(name, out var known)
            ? known
            : databases.Values.FirstOrDefault(one => one.File == name)
                ?? throw new ToolRefusalException(
                    ToolCodes.NotAllowed, $"The database '{name}' is not on the list of this worker.");

    private Secret? SecretFor(DatabaseOptions database, ToolRequest request) => request.Credential is null
        ? database.Credential is { } own ? secrets.Resolve(own) : null
        : CredentialDesk.SecretFor(secrets, options, request);

    private ToolResult Query(
        string database, IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = SqlConnections.Open(database, SqliteOpenMode.ReadOnly);
            using var interruption = SqlConnections.InterruptOn(connection, cancellationToken);
            using var guard = new StatementGuard(connection);
            return ToolResult.Executed(SqliteStatements.RunAll(statements, connection, null, options));
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ToolResult.Failed(ToolCodes.Rejected, $"SQLite refused the query: {fault.Message}");
        }
    }
}
