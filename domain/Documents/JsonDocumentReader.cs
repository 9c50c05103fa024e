using System.Text;
using System.Text.Json;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>Reads JSON text into a <see cref="DocumentNode"/>, with positions.</summary>
public static class JsonDocumentReader
{
    /// <summary>The document, or the one problem that keeps it from being read.</summary>
    public static DocumentResult<DocumentNode> Read(string json, string file)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        try
        {
            reader.Read();
            var root = Node(ref reader, bytes);
            reader.Read();
            return new(root, []);
        }
        catch (JsonException fault)
        {
            var line = (int)(fault.LineNumber ?? 0) + 1;
            var column = (int)(fault.BytePositionInLine ?? 0) + 1;
            return new(
                null,
                [new Problem(
                    ProblemCode.Unreadable, file, line, column, "$", "This is not JSON.",
                    "Mend the text at this place.")]);
        }
    }

    private static DocumentNode Node(ref Utf8JsonReader reader, byte[] bytes)
    {
        var (line, column) = Position(bytes, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Mapping(ref reader, bytes, line, column);
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader, bytes));
                }

                return new DocumentNode.Sequence(items.ToValueList(), line, column);
            default:
                return new DocumentNode.Scalar(JsonData.From(JsonElement.ParseValue(ref reader)), line, column);
        }
    }

    private static DocumentNode.Mapping Mapping(ref Utf8JsonReader reader, byte[] bytes, int line, int column)
    {
        var entries = new List<DocumentEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            var (keyLine, keyColumn) = Position(bytes, reader.TokenStartIndex);
            reader.Read();
            entries.Add(new DocumentEntry(key, keyLine, keyColumn, Node(ref reader, bytes)));
        }

        return new DocumentNode.Mapping(entries.ToValueList(), line, column);
    }

    private static (int Line, int Column) Position(byte[] bytes, long index)
    {
        var before = bytes.AsSpan(0, (int)index);
        var line = before.Count((byte)'\n') + 1;
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
