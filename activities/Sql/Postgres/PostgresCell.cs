using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>One value of a row as data; of a text no more is fetched than is kept.</summary>
internal static class PostgresCell
{
    private static readonly string[] Texts = ["text", "character varying", "character", "json", "jsonb", "xml", "name"];

    public static JsonNode? Read(DbDataReader reader, int column, SqlRows rows)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        var type = reader.GetDataTypeName(column).Split('(')[0];
        if (Texts.Contains(type))
        {
            return rows.Text(Beginning(reader, column, rows.TextLimit));
        }

        return type == "bytea" ? Bytes(reader, column) : Other(reader, column, rows);
    }

    private static string Beginning(DbDataReader reader, int column, int limit)
    {
        using var text = reader.GetTextReader(column);
        var buffer = new char[limit];
        return new string(buffer, 0, text.ReadBlock(buffer, 0, limit));
    }

    private static JsonValue Bytes(DbDataReader reader, int column)
    {
        using var stream = reader.GetStream(column);
        return JsonValue.Create($"[{stream.Length} bytes]");
    }

    private static JsonNode Other(DbDataReader reader, int column, SqlRows rows)
    {
        object value;
        try
        {
            value = reader.GetValue(column);
        }
        catch (Exception fault) when (fault is InvalidCastException or OverflowException)
        {
            return JsonValue.Create($"[{reader.GetDataTypeName(column)}]");
        }

        return value switch
        {
            bool truth => JsonValue.Create(truth),
            short or int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            decimal number => JsonValue.Create(number),
            float or double => SqlRows.Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            DateTime or DateTimeOffset or DateOnly or TimeOnly =>
                JsonValue.Create(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture)),
            IFormattable other => rows.Text(other.ToString(null, CultureInfo.InvariantCulture)),
            Array many => rows.Text(string.Join(", ", many.Cast<object?>())),
            _ => rows.Text(value.ToString() ?? string.Empty),
        };
    }
}
