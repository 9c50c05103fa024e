namespace DirectedExecution.Activities.Tools;

/// <summary>One credential that steps may name, and where it may go.</summary>
public sealed record CredentialOptions
{
    /// <summary>Where it is to be had: "env:NAME" or "file:PATH".</summary>
    public required string From { get; init; }

    /// <summary>Tools that get it. Default: all.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Hosts (name, or name:port) that HTTP tools may send it to. Default: all that are allowed.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }
}
