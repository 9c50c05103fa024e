using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Puts directive arguments (<c>{{args.x}}</c>), properties of targets (<c>{{targets.id.x}}</c>) and the attempt's key
/// (<c>{{attempt.key}}</c>) into parameters. A text that is one reference takes the value with its type; what is put in
/// is never read again for references. Missing is refused.
/// </summary>
internal sealed class ParameterResolver(Charter charter, ValueList<TargetId> targets, JsonData arguments, string? key)
{
    /// <summary>The first reference that could not be resolved, if any.</summary>
    public Refusal? Refusal { get; private set; }

    public JsonData Resolve(JsonData template) => JsonData.Of(Walk(template.Element) ?? (object?)null);

    private JsonNode? Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members.Add(member.Name, Walk(member.Value));
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Walk)]);
            case JsonValueKind.String:
                return Text(element.GetString()!);
            default:
                return Node(element);
        }
    }

    private JsonNode? Text(string text)
    {
        var open = text.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0)
        {
            return JsonValue.Create(text);
        }

        if (open == 0 && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2)
        {
            return Lookup(text[2..^2].Trim()) is { } whole ? Node(whole) : null;
        }

        var result = new StringBuilder();
        var at = 0;
        while (open >= 0)
        {
            result.Append(text, at, open - at);
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                Refuse($"The reference in \"{text}\" is not closed with }}}}.");
                return null;
            }

            result.Append(Inline(text[(open + 2)..close].Trim()));
            at = close + 2;
            open = text.IndexOf("{{", at, StringComparison.Ordinal);
        }

        return JsonValue.Create(result.Append(text, at, text.Length - at).ToString());
    }

    private string Inline(string reference)
    {
        if (Lookup(reference) is not { } value)
        {
            return string.Empty;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return CanonicalJson.Of(value);
            default:
                Refuse($"{{{{{reference}}}}} is not a single value and cannot stand inside a text.");
                return string.Empty;
        }
    }

    private JsonElement? Lookup(string reference)
    {
        var parts = reference.Split('.');
        JsonElement? value = parts switch
        {
            ["attempt", "key"] when key is not null => JsonData.Of(key).Element,
            ["args", _] => Member(arguments.Element, parts.AsSpan(1)),
            ["targets", var id, _, ..] when targets.Contains(new TargetId(id))
                && charter.FindTarget(new TargetId(id)) is { } target =>
                Member(target.Properties.Element, parts.AsSpan(2)),
            _ => null,
        };
        if (value is null)
        {
            Refuse(
                $"{{{{{reference}}}}} has no value: it is no argument of the directive and no property of a target of "
                + $"this step.");
        }

        return value;
    }

    private static JsonElement? Member(JsonElement element, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    private void Refuse(string sentence) => Refusal ??= new Refusal(RefusalCode.UnresolvedReference, sentence);
}
