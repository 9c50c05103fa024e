using System.Text;

namespace Temporalio.Common.EnvConfig;

/// <summary>Bytes of the configuration, given as they are or as the path of a file.</summary>
public sealed class DataSource
{
    private DataSource()
    {
    }

    /// <summary>Gets the path of the file; null if the bytes were given.</summary>
    public string? Path { get; private init; }

    /// <summary>Gets the bytes; null if a path was given.</summary>
    public byte[]? Data { get; private init; }

    /// <summary>Names a file, which is read when its bytes are needed.</summary>
    /// <param name="path">Path.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataSource FromPath(string path) => string.IsNullOrEmpty(path)
        ? throw new ArgumentException("Path cannot be null or empty", nameof(path))
        : new() { Path = path };

    /// <summary>Takes the bytes of a text.</summary>
    /// <param name="content">Text.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The text is null.</exception>
    public static DataSource FromUTF8String(string content) => content is null
        ? throw new ArgumentException("Content cannot be null", nameof(content))
        : new() { Data = Encoding.UTF8.GetBytes(content) };

    /// <summary>Takes bytes.</summary>
    /// <param name="data">Bytes.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static DataSource FromBytes(byte[] data) => data is null or { Length: 0 }
        ? throw new ArgumentException("Data cannot be null or empty", nameof(data))
        : new() { Data = data };

    /// <summary>Reads what <see cref="ToDictionary"/> wrote.</summary>
    /// <param name="dictionary">Dictionary with a key <c>data</c> or <c>path</c>.</param>
    /// <returns>The source; null if there is neither.</returns>
    public static DataSource? FromDictionary(IReadOnlyDictionary<string, string>? dictionary)
    {
        if (dictionary is null)
        {
            return null;
        }

        return dictionary.TryGetValue("data", out var data) ? FromUTF8String(data)
            : dictionary.TryGetValue("path", out var path) ? FromPath(path)
            : null;
    }

    /// <summary>Gets the bytes, reading the file if there is one.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? GetBytes() => Data ?? (string.IsNullOrEmpty(Path) ? null : File.ReadAllBytes(Path));

    /// <summary>Writes this as a dictionary.</summary>
    /// <returns>The dictionary.</returns>
    public Dictionary<string, string>? ToDictionary() => Path is { Length: > 0 } path
        ? new() { ["path"] = path }
        : Data is { } data ? new() { ["data"] = Encoding.UTF8.GetString(data) } : null;
}
