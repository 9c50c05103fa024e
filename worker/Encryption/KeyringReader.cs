using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Worker.Configuration;

namespace DirectedExecution.Worker.Encryption;

/// <summary>Gets the keys that the settings name, from where credentials come from too.</summary>
public static class KeyringReader
{
    private const string FileScheme = "file:";

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="SettingsException">A key is missing, is none, or lies open to others.</exception>
    public static Keyring Read(EncryptionSettings? settings)
    {
        if (settings is null)
        {
            return Keyring.Empty;
        }

        var sealing = settings.Key ?? throw new SettingsException(
            "The setting 'encryption' names no key to encrypt with: 'key' is missing (DIRECTED_ENCRYPTION_KEY).");
        var keys = settings.Keys.Select(named => Key(named.Key, named.Value)).ToList();
        return new Keyring(
            keys.FirstOrDefault(key => key.Id == sealing) ?? throw new SettingsException(
                $"The setting 'encryption' encrypts with the key '{sealing}', and lists no such key in 'keys'."),
            keys);
    }

    private static PayloadKey Key(string id, string reference)
    {
        try
        {
            if (reference.StartsWith(FileScheme, StringComparison.Ordinal))
            {
                OwnerOnly(id, reference[FileScheme.Length..]);
            }

            var key = PayloadKey.Parse(new SecretSource().Resolve(reference).Reveal());
            return key.Id == id
                ? key
                : throw new SettingsException(
                    $"The key '{id}' of the settings: {reference} holds the key '{key.Id}' instead.");
        }
        catch (FormatException fault)
        {
            throw new SettingsException($"The key '{id}' of the settings: {reference}: {fault.Message}.");
        }
        catch (Exception fault) when (fault is ToolRefusalException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The key '{id}' of the settings cannot be had: {fault.Message}");
        }
    }

    private static void OwnerOnly(string id, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Asked of the open file, so that a link's own permissions do not count.
        using var handle = File.OpenHandle(path);
        if ((File.GetUnixFileMode(handle) & Others) != UnixFileMode.None)
        {
            throw new SettingsException(
                $"The key '{id}' of the settings: others than the owner may use {path}; chmod 600 closes it.");
        }
    }
}
