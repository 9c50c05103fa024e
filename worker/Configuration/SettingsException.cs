namespace DirectedExecution.Worker.Configuration;

/// <summary>
/// A setting that cannot be used, in one sentence that names file, line and field where there are any.
/// </summary>
public sealed class SettingsException(string message) : Exception(message);
