namespace IncidentService;

/// <summary>How often an effect of one kind really happened under one idempotency key.</summary>
internal sealed record EffectCount(string Kind, string Key, long Count);
