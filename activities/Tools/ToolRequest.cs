using System.Text.Json.Nodes;

namespace DirectedExecution.Activities.Tools;

/// <summary>One call of one tool, with every parameter resolved.</summary>
public sealed record ToolRequest
{
    public required string Kind { get; init; }

    public required JsonObject Parameters { get; init; }

    /// <summary>A read must leave everything as it is; tools that can tell refuse a change.</summary>
    public required bool IsRead { get; init; }

    /// <summary>From start to outcome. What takes longer is stopped and its outcome is unknown.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The same for every try of one attempt; passed on to whatever can use it.</summary>
    public string IdempotencyKey { get; init; } = string.Empty;

    /// <summary>Where a secret is to be had, for example "env:ORDERS_TOKEN"; never the secret.</summary>
    public string? Credential { get; init; }
}
