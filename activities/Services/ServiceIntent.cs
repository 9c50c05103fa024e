namespace DirectedExecution.Activities.Services;

/// <summary>What a try set out to do, on disk before it does it. A stored shape: add fields, never rename.</summary>
/// <param name="Key">The attempt's idempotency key.</param>
/// <param name="Operation">"start", "stop" or "restart".</param>
/// <param name="OldProcessId">What ran when the first try began; whatever runs later is the new one.</param>
/// <param name="IsDone">Set at the end.</param>
internal sealed record ServiceIntent(string Key, string Operation, int? OldProcessId, bool IsDone);
