namespace DirectedExecution.DevServer.Storage;

/// <summary>A copy could not be made; the store itself is as it was.</summary>
internal sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
