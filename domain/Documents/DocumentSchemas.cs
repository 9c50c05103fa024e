using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// The published JSON Schemas (draft 2020-12) of charter, procedure, risk policy and rehearsal, for editors and other
/// programs. They are made by the readers themselves; what lint asks beyond the form is not in them.
/// </summary>
public static class DocumentSchemas
{
    private static readonly JsonSerializerOptions Indented = new(DomainJson.Indented) { NewLine = "\n" };

    public static string Charter { get; } = Text("charter", (cursor, root) => CharterReader.Read(cursor, root));

    public static string Procedure { get; } = Text("procedure", (cursor, root) => ProcedureReader.Read(cursor, root));

    public static string Policy { get; } =
        Text("policy", (cursor, root) => PolicyReader.Read(cursor, root, zones: _ => []));

    public static string Rehearsal { get; } =
        Text("rehearsal", (cursor, root) => Rehearsals.RehearsalReader.Read(cursor, root));

    private static string Text(string name, Action<DocumentCursor, DocumentNode> read)
    {
        var root = new DocumentNode.Mapping([], 1, 1);
        var book = new ShapeBook();
        read(new DocumentCursor(new DocumentSource(name, root), name) { Shapes = book }, root);
        return new Writer(book).Root(name).ToJsonString(Indented) + "\n";
    }

    private sealed class Writer(ShapeBook book)
    {
        private readonly SortedDictionary<string, JsonNode> definitions = new(StringComparer.Ordinal);

        public JsonObject Root(string name)
        {
            var schema = new JsonObject
            {
                ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
                ["$id"] = $"urn:directed-execution:{name}:{PartReaders.CurrentSchema}",
                ["title"] = $"DirectedExecution {name}",
            };
            foreach (var (key, value) in Mapping(book.Part(name), name).ToList())
            {
                schema[key] = value?.DeepClone();
            }

            schema["$defs"] = new JsonObject(
                definitions.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value.DeepClone())));
            return schema;
        }

        private JsonObject Mapping(ShapePart part, string path)
        {
            var members = new JsonObject();
            foreach (var (name, shape, _) in part.Fields)
            {
                var schema = Of(shape, $"{path}.{name}");
                if (SchemaWords.Of(part.Name, name) is { } words)
                {
                    schema["description"] = words;
                }

                members[name] = schema;
            }

            var mapping = new JsonObject { ["type"] = "object", ["properties"] = members };
            if (part.Fields.Any(field => field.IsRequired))
            {
                mapping["required"] = new JsonArray(
                    [.. part.Fields.Where(field => field.IsRequired).Select(field => JsonValue.Create(field.Name))]);
            }

            mapping["additionalProperties"] = false;
            if (part.FieldCount is { } count)
            {
                mapping["minProperties"] = count;
                mapping["maxProperties"] = count;
            }

            return mapping;
        }

        private JsonObject Of(Shape shape, string path) => shape switch
        {
            Shape.Text => new() { ["type"] = "string", ["pattern"] = "\\S" },
            Shape.Flag => new() { ["type"] = "boolean" },
            Shape.Number => new() { ["type"] = "number" },
            Shape.Whole => new() { ["type"] = "integer" },
            Shape.Time => new() { ["type"] = "string", ["pattern"] = Durations.Pattern },
            Shape.Form form => new() { ["type"] = "string", ["pattern"] = form.Pattern },
            Shape.Single => new() { ["type"] = new JsonArray("string", "number", "boolean") },
            Shape.Only only => new() { ["const"] = JsonNode.Parse(only.Value.Text) },
            Shape.Word word => new()
            {
                ["enum"] = new JsonArray([.. word.Choices.Select(choice => JsonValue.Create(choice))]),
            },
            Shape.Many => new() { ["type"] = "array", ["items"] = Of(book.At($"{path}[]"), $"{path}[]") },
            Shape.Part => Part(path),
            _ => [],
        };

        // A part with a name is defined once, however often it stands in the document.
        private JsonObject Part(string path)
        {
            var part = book.Part(path);
            if (part.Name is not { } name)
            {
                return Mapping(part, path);
            }

            if (!definitions.ContainsKey(name))
            {
                definitions.Add(name, new JsonObject());
                definitions[name] = Mapping(part, path);
            }

            return new() { ["$ref"] = $"#/$defs/{name}" };
        }
    }
}
