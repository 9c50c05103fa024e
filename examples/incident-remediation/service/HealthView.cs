namespace IncidentService;

/// <summary>What the service says of itself.</summary>
/// <param name="Status">"healthy", or "failing" while orders fail or the worker hangs.</param>
/// <param name="Worker">"running" or "stuck".</param>
/// <param name="Intake">"open" or "held".</param>
/// <param name="OrderPipeline">"v1", or "v2" for the bad release.</param>
/// <param name="QueueDepth">Orders waiting.</param>
/// <param name="Boot">How often the service was started since it was seeded.</param>
/// <param name="ProcessId">The running process.</param>
internal sealed record HealthView(
    string Status,
    string Worker,
    string Intake,
    string OrderPipeline,
    long QueueDepth,
    long Boot,
    int ProcessId);
