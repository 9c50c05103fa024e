using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql;

/// <summary>
/// What a statement gave, as data. Rows are counted to the last one and kept up to limits of number and size: a million
/// rows cost time, never memory.
/// </summary>
internal sealed class SqlRows(ToolOptions options)
{
    private const int LongestText = 4096;

    private int room = options.OutputLimitBytes;
    private bool isTruncated;

    /// <summary>Characters of a text that are worth fetching: one more than are kept, so that a cut is seen.</summary>
    public int TextLimit => Math.Min(LongestText, Math.Max(room, 0)) + 1;

    public JsonObject Read(DbDataReader reader, Func<DbDataReader, int, SqlRows, JsonNode?> cell)
    {
        var rows = new JsonArray();
        var count = 0;
        for (; reader.Read(); count++)
        {
            if (count >= options.RowLimit || room <= 0)
            {
                isTruncated = true;
                continue;
            }

            rows.Add(Row(reader, cell));
        }

        return new JsonObject
        {
            ["value"] = count > 0 && rows[0] is JsonObject { Count: > 0 } first
                ? first.First().Value?.DeepClone()
                : null,
            ["rowCount"] = count,
            ["affected"] = Math.Max(reader.RecordsAffected, 0),
            ["isTruncated"] = isTruncated,
            ["rows"] = rows,
        };
    }

    /// <summary>A text, cut where it is too long.</summary>
    public JsonNode Text(string text)
    {
        var kept = BoundedOutput.Cut(text, TextLimit - 1);
        isTruncated |= kept.Length < text.Length;
        room -= kept.Length;
        return JsonValue.Create(kept);
    }

    public static JsonNode Number(double real) => double.IsFinite(real)
        ? JsonValue.Create(real)
        : JsonValue.Create(real.ToString(CultureInfo.InvariantCulture));

    private JsonObject Row(DbDataReader reader, Func<DbDataReader, int, SqlRows, JsonNode?> cell)
    {
        var row = new JsonObject();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var name = reader.GetName(column);
            room -= name.Length;
            row[name] = cell(reader, column, this);
        }

        return row;
    }
}
