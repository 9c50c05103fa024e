namespace IncidentService;

/// <summary>What a drain under one key did.</summary>
internal sealed record DrainReceipt(string Key, int Drained, bool Replayed);
