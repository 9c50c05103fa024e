using System.Globalization;
using System.Text.Json;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DirectedExecution.Worker.Configuration;

/// <summary>
/// YAML (and so JSON) with the place of every part. Plain scalars are read as YAML's core schema says, whatever the
/// machine's language; quoted ones are text.
/// </summary>
public static class YamlDocumentReader
{
    /// <summary>Nodes of one document at most, anchors counted as often as they are used.</summary>
    private const int MostNodes = 100_000;

    private const int Deepest = 50;

    /// <summary>Reads the one document in a text.</summary>
    /// <exception cref="DocumentSyntaxException">It is no YAML, or too large.</exception>
    public static DocumentNode Read(string text, string fileName)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException fault)
        {
            throw new DocumentSyntaxException(
                fileName,
                (int)fault.Start.Line,
                (int)fault.Start.Column,
                FirstSentence(fault.InnerException?.Message ?? fault.Message));
        }

        catch (InvalidOperationException)
        {
            // Some unfinished texts make the parser stumble over itself; what it understood last is where it began.
            var last = parser.Current?.End ?? Mark.Empty;
            throw new DocumentSyntaxException(
                fileName, (int)last.Line, (int)last.Column, "From here on it is no YAML.");
        }

        if (stream.Documents is not [var document])
        {
            throw new DocumentSyntaxException(
                fileName, 1, 1, $"The file holds {stream.Documents.Count} documents instead of one.");
        }

        var count = 0;
        return Convert(document.RootNode, fileName, 0, ref count);
    }

    private static DocumentNode Convert(YamlNode node, string fileName, int depth, ref int count)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (++count > MostNodes || depth > Deepest)
        {
            throw new DocumentSyntaxException(fileName, line, column, "The document is too large or too deep.");
        }

        switch (node)
        {
            case YamlScalarNode scalar:
                return new DocumentNode.Scalar(Scalar(scalar), line, column);
            case YamlSequenceNode sequence:
                var items = new List<DocumentNode>();
                foreach (var item in sequence.Children)
                {
                    items.Add(Convert(item, fileName, depth + 1, ref count));
                }

                return new DocumentNode.Sequence([.. items], line, column);
            case YamlMappingNode mapping:
                var entries = new List<DocumentEntry>();
                foreach (var (key, value) in mapping.Children)
                {
                    entries.Add(Entry(key, Convert(value, fileName, depth + 1, ref count), fileName));
                }

                return new DocumentNode.Mapping([.. entries], line, column);
            default:
                throw new DocumentSyntaxException(fileName, line, column, $"A {node.NodeType} cannot be read.");
        }
    }

    private static DocumentEntry Entry(
        YamlNode key, DocumentNode value, string fileName) => key is YamlScalarNode { Value: { } name }
        ? new DocumentEntry(name, (int)key.Start.Line, (int)key.Start.Column, value)
        : throw new DocumentSyntaxException(
            fileName, (int)key.Start.Line, (int)key.Start.Column, "The name of a field must be a text.");

    private static JsonData Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? string.Empty;
        return scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty ? JsonData.Of(text) : Plain(text);
    }

    private static JsonData Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonData.Parse("null"),
        "true" or "True" or "TRUE" => JsonData.Of(true),
        "false" or "False" or "FALSE" => JsonData.Of(false),
        _ when IsJsonNumber(text) => JsonData.Parse(text),
        _ => JsonData.Of(text),
    };

    private static bool IsJsonNumber(string text)
    {
        if (text[0] != '-' && !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number
                && double.IsFinite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string FirstSentence(string message)
    {
        var at = message.IndexOf("): ", StringComparison.Ordinal);
        return at < 0 ? message : message[(at + 3)..];
    }
}
