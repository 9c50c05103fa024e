using System.Text.Json.Nodes;

namespace DirectedExecution.Activities.Tools;

/// <summary>What a tool call gave.</summary>
public sealed record ToolResult
{
    public required ToolOutcome Outcome { get; init; }

    /// <summary>Why, when it was not simply executed: a code for programs.</summary>
    public string? Code { get; init; }

    /// <summary>Why, when it was not simply executed: a sentence for people.</summary>
    public string? Sentence { get; init; }

    /// <summary>What was observed, as data that expectations can look into.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>The beginning of what the tool put out, for people, secrets blotted out.</summary>
    public string Excerpt { get; init; } = string.Empty;

    /// <summary>True when the output was longer than what is kept.</summary>
    public bool IsTruncated { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>True when the key showed that an earlier try had done it.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>The isolation level that its program ran on; null where there was none, or level 0.</summary>
    public int? Isolation { get; init; }

    public static ToolResult Executed(JsonNode? value) => new() { Outcome = ToolOutcome.Executed, Value = value };

    public static ToolResult Failed(string code, string sentence) =>
        new() { Outcome = ToolOutcome.Failed, Code = code, Sentence = sentence };

    public static ToolResult Unknown(string code, string sentence) =>
        new() { Outcome = ToolOutcome.Unknown, Code = code, Sentence = sentence };
}
