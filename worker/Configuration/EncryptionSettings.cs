namespace DirectedExecution.Worker.Configuration;

/// <summary>Encryption of all that the Temporal server gets to keep.</summary>
public sealed record EncryptionSettings
{
    /// <summary>Id of the key to encrypt with; one of <see cref="Keys"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Keys by id, and where each is to be had: "file:PATH" or "env:NAME". All of them decrypt.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
