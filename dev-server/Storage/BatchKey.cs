namespace DirectedExecution.DevServer.Storage;

/// <summary>One batch operation of a namespace.</summary>
internal readonly record struct BatchKey(string NamespaceId, string JobId);
