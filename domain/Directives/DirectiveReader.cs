using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// Reads what came in as a directive. What is none becomes an input as well, and so a refused entry of the ledger. The
/// wording is our own: a library's message in the ledger would change its digests with the library's version.
/// </summary>
public static class DirectiveReader
{
    /// <summary>How much of a malformed directive is kept in the ledger, in characters.</summary>
    public const int ExcerptLength = 200;

    /// <summary>The largest directive that is read, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private static readonly string[] Required = ["id", "issuer", "leadEpoch", "issuedAt", "instruction"];
    private static readonly string[] Optional = ["reason", "decidedOn", "run", "opening", "signature", "laneEpoch"];

    public static RunInput Read(string json)
    {
        if (json.Length > MaxLength)
        {
            return Malformed(json, $"It is longer than {MaxLength} characters.");
        }

        try
        {
            var directive = DomainJson.Deserialize<Directive>(json);
            // Digested here once, so that what cannot be digested is malformed, not a fault later on.
            _ = directive.Digest();
            return new RunInput.DirectiveReceived(directive);
        }
        catch (Exception fault) when (
            fault is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            return Malformed(json, Explain(json));
        }
    }

    private static RunInput.MalformedDirectiveReceived Malformed(string json, string problem) =>
        new(Digest.OfText(json), Excerpts.Cut(json, ExcerptLength), problem);

    private static string Explain(string json)
    {
        JsonElement root;
        try
        {
            root = JsonData.Parse(json).Element;
        }
        catch (JsonException)
        {
            return "It is not JSON, or names a member twice.";
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return "It is not a JSON object.";
        }

        if (Required.FirstOrDefault(name => !root.TryGetProperty(name, out _)) is { } missing)
        {
            return $"The member \"{missing}\" is missing.";
        }

        var unknown = root.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => !Required.Contains(name) && !Optional.Contains(name));
        if (unknown is not null)
        {
            return $"The member \"{unknown}\" is not known.";
        }

        return root.GetProperty("instruction") is { ValueKind: JsonValueKind.Object } instruction
            && instruction.TryGetProperty("verb", out var verb) && verb.ValueKind == JsonValueKind.String
            ? Verbs.IsKnown(verb.GetString()!)
                ? $"A value has the wrong type, or the arguments do not fit the verb \"{verb.GetString()}\"."
                : $"The verb \"{verb.GetString()}\" is not known."
            : "The member \"instruction\" is not an object with a \"verb\".";
    }
}
