using Microsoft.Data.Sqlite;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>The statements of a connection; disposes them together.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly List<SqliteStatement> prepared = [];

    public SqliteStatement Prepare(string sql, int parameters)
    {
        var statement = new SqliteStatement(connection, sql, parameters);
        prepared.Add(statement);
        return statement;
    }

    public void Dispose() => prepared.ForEach(statement => statement.Dispose());
}
