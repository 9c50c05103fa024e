namespace DirectedExecution.Cli.Settings;

/// <summary>What was said on the command line; null where nothing was.</summary>
internal sealed record SettingsFlags(string? Address, string? Namespace, string? TaskQueue, string? Config, string? As);
