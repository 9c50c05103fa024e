using System.Data.Common;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Sql;

/// <summary>Runs statements on an SQLite connection.</summary>
internal static class SqliteStatements
{
    /// <summary>Runs all of them in order and gives what the last one gave.</summary>
    public static JsonObject RunAll(
        IReadOnlyList<SqlStatement> statements,
        SqliteConnection connection,
        SqliteTransaction? transaction,
        ToolOptions options)
    {
        // A loop on purpose: Last() of a projected list evaluates nothing but the last element.
        var result = new JsonObject();
        foreach (var statement in statements)
        {
            result = Run(statement, connection, transaction, options);
        }

        return result;
    }

    private static JsonObject Run(
        SqlStatement statement, SqliteConnection connection, SqliteTransaction? transaction, ToolOptions options)
    {
        var names = statement.Values.Where(pair => statement.Sql.Contains(pair.Key, StringComparison.Ordinal))
            .Select(pair => (pair.Key, (object?)pair.Value)).ToArray();
        using var command = SqlConnections.Command(connection, transaction, statement.Sql, names);
        using var reader = command.ExecuteReader();
        return new SqlRows(options).Read(reader, Cell);
    }

    private static JsonNode? Cell(DbDataReader reader, int column, SqlRows rows) => reader.GetValue(column) switch
    {
        DBNull => null,
        long whole => JsonValue.Create(whole),
        double real => SqlRows.Number(real),
        string text => rows.Text(text),
        byte[] bytes => JsonValue.Create($"[{bytes.Length} bytes]"),
        var other => rows.Text(other.ToString() ?? string.Empty),
    };
}
