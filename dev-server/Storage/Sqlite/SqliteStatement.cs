using Microsoft.Data.Sqlite;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>
/// A statement that is compiled once and run often; its parameters are <c>$1</c>, <c>$2</c>, … in order.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand command;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 1; number <= parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        }
    }

    /// <returns>How many rows were changed.</returns>
    public int Run(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public List<TRow> Read<TRow>(Func<SqliteDataReader, TRow> read, params ReadOnlySpan<object> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        var rows = new List<TRow>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}
