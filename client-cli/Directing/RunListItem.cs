namespace DirectedExecution.Cli.Directing;

/// <summary>A run as the server lists it, without asking the run itself.</summary>
internal sealed record RunListItem(
    string Run,
    string Execution,
    string? State,
    string? Lead,
    long? LeadEpoch,
    string? Step,
    string? Blocked,
    string? Procedure,
    DateTimeOffset StartedAt,
    DateTimeOffset? ClosedAt,
    string? Mode = null);
