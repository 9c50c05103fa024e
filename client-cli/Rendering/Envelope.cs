namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// The one JSON shape of everything that is printed: stored in scripts, so changed only with the schema's number.
/// </summary>
internal sealed record Envelope<T>(string Schema, string Kind, bool Ok, T? Data, ErrorView? Error);
