namespace DirectedExecution.DevServer.Hosting;

/// <summary>Reads the keys of callers. What it says of a fault never holds any part of a key.</summary>
internal static class ApiKeyFile
{
    /// <exception cref="DevServerException">The file cannot be read, or holds no key.</exception>
    public static IReadOnlyList<string> Read(string? path)
    {
        if (path is null)
        {
            return [];
        }

        try
        {
            var keys = File.ReadAllLines(path)
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && !line.StartsWith('#'))
                .ToList();
            return keys.Count > 0
                ? keys
                : throw new DevServerException($"--api-key-file: '{path}' holds no key; nobody could call the server.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DevServerException($"--api-key-file: '{path}' cannot be read: {fault.Message}", fault);
        }
    }
}
