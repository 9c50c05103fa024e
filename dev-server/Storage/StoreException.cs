namespace DirectedExecution.DevServer.Storage;

/// <summary>The store cannot be read or written any more: memory is ahead of it, so the server must stop.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
