namespace DirectedExecution.DevServer.Storage;

/// <summary>One schedule of a namespace.</summary>
internal readonly record struct ScheduleKey(string NamespaceId, string ScheduleId);
