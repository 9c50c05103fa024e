using System.Text.Json;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// Reads a script of directives. What it does not know it refuses: a script that is read in part proves nothing.
/// </summary>
internal static class ScriptReader
{
    public const string FileName = "directives.yaml";

    private static readonly HashSet<string> KnownValues = new(StringComparer.Ordinal)
    {
        "step", "arguments", "gate", "comment", "block", "resolution", "statement", "reason", "to", "takeover",
        "points", "epoch",
        "contradiction", "acceptedSource", "attempt", "outcome", "evidence",
    };

    private static readonly HashSet<string> KnownWaits = new(StringComparer.Ordinal)
    {
        "verified", "gate", "blocked", "dispatched", "contradiction", "ended", "unknown", "failed",
    };

    public static IReadOnlyList<ScriptLine> Read(CliHost host, string path)
    {
        var source = DocumentFile.Read(host, path);
        if (source.Root is DocumentNode.Mapping { Entries: [{ Key: "directives" } only] }
            && only.Value is DocumentNode.Sequence all)
        {
            return [.. all.Items.Select(Line)];
        }

        throw new CliException(
            ExitCode.BadInput, "badScript", $"{path}: a script is one list under \"directives\"", "mend the script");
    }

    private static ScriptLine Line(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            throw Empty(node).Bad("a line of the script is a mapping");
        }

        var fields = mapping.Entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var (isAccepted, refusal) = Expectation(node, Take(fields, "expect"));
        var line = new ScriptLine(
            node.Line,
            Take(fields, "by"),
            Take(fields, "direct"),
            Take(fields, "event"),
            fields.Where(field => KnownValues.Contains(field.Key)).ToDictionary(
                field => field.Key, field => field.Value.ToData(), StringComparer.Ordinal),
            isAccepted,
            refusal,
            fields.GetValueOrDefault("wait") is { } wait ? Text(wait) : null);
        return Checked(line, fields.Keys);
    }

    private static ScriptLine Checked(ScriptLine line, IEnumerable<string> keys)
    {
        if (keys.FirstOrDefault(key => key != "wait" && !KnownValues.Contains(key)) is { } unknown)
        {
            throw line.Bad($"the field \"{unknown}\" is not known");
        }

        if (line.Wait is { } wait && !KnownWaits.Contains(wait))
        {
            throw line.Bad($"\"{wait}\" is nothing to wait for; known are {string.Join(", ", KnownWaits.Order())}");
        }

        return line.Event is null && (line.By is null || line.Verb is null)
            ? throw line.Bad("a line has \"by\" and \"direct\", or \"event\"")
            : line;
    }

    private static (
        bool IsAccepted, RefusalCode? Refusal) Expectation(DocumentNode node, string? text) => text?.Split(' ') switch
    {
        null => (false, null),
        ["accepted"] => (true, null),
        ["refused", var code] when Enum.TryParse<RefusalCode>(code, out var known) => (false, known),
        _ => throw Empty(node).Bad($"\"{text}\" is no expectation; write accepted, or refused and a code"),
    };

    private static string? Take(Dictionary<string, DocumentNode> fields, string name) =>
        fields.Remove(name, out var node) ? Text(node) : null;

    private static string Text(DocumentNode node) =>
        node is DocumentNode.Scalar { Value.Element: { ValueKind: JsonValueKind.String } text }
        ? text.GetString()!
        : throw Empty(node).Bad("a text belongs here");

    private static ScriptLine Empty(DocumentNode node) =>
        new(node.Line, null, null, null, new Dictionary<string, JsonData>(StringComparer.Ordinal), false, null, null);
}
