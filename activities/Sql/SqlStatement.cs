using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql;

/// <summary>One statement as the procedure has it, with the values to bind by "$name".</summary>
internal sealed record SqlStatement(string Sql, IReadOnlyDictionary<string, object> Values)
{
    private const string KeyName = "$idempotency_key";

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
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when long.TryParse(
            value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
