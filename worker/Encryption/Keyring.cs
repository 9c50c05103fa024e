using System.Collections.Frozen;

namespace DirectedExecution.Worker.Encryption;

/// <summary>The keys of a process: several to decrypt with, one of them to encrypt with.</summary>
public sealed class Keyring
{
    private readonly FrozenDictionary<string, PayloadKey> keys;

    /// <param name="sealing">The one to encrypt with; null for none.</param>
    /// <param name="others">Those that only decrypt.</param>
    public Keyring(PayloadKey? sealing, params IEnumerable<PayloadKey> others)
    {
        Sealing = sealing;
        keys = others.Concat(sealing is null ? [] : [sealing])
            .DistinctBy(key => key.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
    }

    /// <summary>No key: nothing is encrypted, and what is encrypted is refused.</summary>
    public static Keyring Empty { get; } = new(null);

    public PayloadKey? Sealing { get; }

    public IReadOnlyList<string> Ids => [.. keys.Keys.Order(StringComparer.Ordinal)];

    public PayloadKey? Find(string id) => keys.GetValueOrDefault(id);
}
