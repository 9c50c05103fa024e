using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Sql;

/// <summary>One statement as the procedure has it, with the values to bind.</summary>
internal sealed record SqlStatement(string Sql, IReadOnlyDictionary<string, object> Values)
{
    private const string KeyName = "$idempotency_key";
    private const int LongestText = 4096;

    public static IReadOnlyList<SqlStatement> Read(ToolParameters parameters, ToolRequest request)
    {
        if (parameters.OptionalList("statements") is not { } list)
        {
            return [Create(parameters, request, parameters.Text("sql"), parameters.OptionalObject("parameters"))];
        }

        if (list.Count == 0 || parameters.OptionalText("sql") is not null)
        {
            throw parameters.Invalid("statements", "must have at least one entry, and then there is no 'sql'");
        }

        return [.. list.Select(item => item is JsonObject entry && entry["sql"] is JsonValue sql
            && entry.All(pair => pair.Key is "sql" or "parameters")
            ? Create(parameters, request, sql.ToString(), entry["parameters"] as JsonObject)
            : throw parameters.Invalid("statements", "must have entries with 'sql' and 'parameters'"))];
    }

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
            result = statement.Run(connection, transaction, options);
        }

        return result;
    }

    /// <summary>Runs it and gives rows, their number, the first value and the rows changed.</summary>
    public JsonObject Run(SqliteConnection connection, SqliteTransaction? transaction, ToolOptions options)
    {
        var names = Values.Where(pair => Sql.Contains(pair.Key, StringComparison.Ordinal))
            .Select(pair => (pair.Key, (object?)pair.Value)).ToArray();
        using var command = SqlConnections.Command(connection, transaction, Sql, names);
        using var reader = command.ExecuteReader();
        var rows = new JsonArray();
        var count = 0;
        for (; reader.Read(); count++)
        {
            if (count < options.RowLimit)
            {
                rows.Add(Row(reader));
            }
        }

        return new JsonObject
        {
            ["value"] = count > 0 && rows[0] is JsonObject { Count: > 0 } first
                ? first.First().Value?.DeepClone()
                : null,
            ["rowCount"] = count,
            ["affected"] = Math.Max(reader.RecordsAffected, 0),
            ["isTruncated"] = count > options.RowLimit,
            ["rows"] = rows,
        };
    }

    private static SqlStatement Create(ToolParameters parameters, ToolRequest request, string sql, JsonObject? values)
    {
        var bound = new Dictionary<string, object>(StringComparer.Ordinal) { [KeyName] = request.IdempotencyKey };
        foreach (var (name, value) in values ?? [])
        {
            bound["$" + name] = value switch
            {
                null => DBNull.Value,
                JsonValue scalar => Scalar(scalar),
                _ => throw parameters.Invalid("parameters", $"has '{name}', which is no single value"),
            };
            if (!sql.Contains("$" + name, StringComparison.Ordinal))
            {
                throw parameters.Invalid("parameters", $"has '{name}', which the statement does not use");
            }
        }

        return new SqlStatement(sql, bound);
    }

    private static object Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        _ when long.TryParse(
            value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static JsonObject Row(SqliteDataReader reader)
    {
        var row = new JsonObject();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            row[reader.GetName(column)] = reader.GetValue(column) switch
            {
                DBNull => null,
                long whole => whole,
                double real => double.IsFinite(real) ? real : real.ToString(CultureInfo.InvariantCulture),
                string text => BoundedOutput.Cut(text, LongestText),
                byte[] bytes => $"[{bytes.Length} bytes]",
                var other => other.ToString(),
            };
        }

        return row;
    }
}
