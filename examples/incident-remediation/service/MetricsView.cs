namespace IncidentService;

/// <summary>One collected sample.</summary>
internal sealed record MetricsView(
    DateTimeOffset CollectedAt,
    long QueueDepth,
    long DeadLetters,
    long Quarantined,
    long OrdersPlaced,
    long OrdersFailed);
