using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;

namespace Simulation.Tests.Support;

/// <summary>A key of its own for a play whose payloads the server must not be able to read.</summary>
internal static class PlayKey
{
    private const string Id = "play";

    public static string FileOf(string folder) => $"{folder}.key";

    /// <summary>Makes one, beside the folder of the play, which must be empty, and says where it is.</summary>
    public static EncryptionSettings In(string folder)
    {
        var file = FileOf(folder);
        File.WriteAllText(file, PayloadKey.Create(Id).Reveal());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new EncryptionSettings
        {
            Key = Id, Keys = new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"file:{file}" },
        };
    }

    /// <summary>The same, as variables of a process.</summary>
    public static IReadOnlyDictionary<string, string> Variables(EncryptionSettings? encryption) => encryption is null
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIRECTED_ENCRYPTION_KEY"] = encryption.Key!,
            ["DIRECTED_ENCRYPTION_KEYS"] = string.Join(' ', encryption.Keys.Select(key => $"{key.Key}={key.Value}")),
        };
}
