namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The server cannot start or go on, for a reason that a person can act on; the message is one whole sentence.
/// </summary>
public sealed class DevServerException(string message, Exception? inner = null) : Exception(message, inner);
