using System.IO.Compression;

namespace DirectedExecution.Cli.Bundles;

/// <summary>
/// The files of a bundle by name, wherever they lie: a folder or a zip file. Small enough to be held whole.
/// </summary>
internal static class BundleContent
{
    private const int MaxFiles = 1_000;
    private const long MaxBytes = 2L * 1024 * 1024 * 1024;

    // The same content gives the same zip file, whenever it is made.
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    public static void Write(string path, IReadOnlyDictionary<string, byte[]> files)
    {
        if (Path.Exists(path))
        {
            throw new CliException(
                ExitCode.AlreadyExists, "bundleExists", $"{path}: there is something of that name already",
                "name another place with --to");
        }

        // Complete, or not there: whoever finds the name finds a whole bundle.
        var unfinished = path + ".unfinished";
        Discard(unfinished);
        if (IsZip(path))
        {
            WriteZip(unfinished, files);
            File.Move(unfinished, path);
            return;
        }

        Directory.CreateDirectory(unfinished);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(unfinished, name), bytes);
        }

        Directory.Move(unfinished, path);
    }

    public static SortedDictionary<string, byte[]> Read(string path)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(path);
        }

        if (!File.Exists(path))
        {
            throw new CliException(
                ExitCode.NotFound, "bundleNotFound", $"{path}: there is no such bundle", "name its folder or zip file");
        }

        try
        {
            return ReadZip(path);
        }
        catch (InvalidDataException damaged)
        {
            throw new CliException(
                ExitCode.VerificationFailed, "bundleDamaged",
                $"{path}: this is no readable zip file: {damaged.Message}", "fetch the bundle again");
        }
    }

    private static void WriteZip(string path, IReadOnlyDictionary<string, byte[]> files)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = ZipTime;
            using var stream = entry.Open();
            stream.Write(bytes);
        }
    }

    private static SortedDictionary<string, byte[]> ReadFolder(string path)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            Bound(path, files.Count, new FileInfo(file).Length);
            files[Path.GetRelativePath(path, file).Replace('\\', '/')] = File.ReadAllBytes(file);
        }

        return files;
    }

    private static SortedDictionary<string, byte[]> ReadZip(string path)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
        {
            Bound(path, files.Count, entry.Length);
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            if (!files.TryAdd(entry.FullName, bytes.ToArray()))
            {
                throw new InvalidDataException($"it holds {entry.FullName} twice");
            }
        }

        return files;
    }

    private static void Bound(string path, int count, long size)
    {
        if (count >= MaxFiles || size > MaxBytes)
        {
            throw new CliException(
                ExitCode.VerificationFailed,
                "bundleTooLarge",
                $"{path}: this is larger than a bundle can be",
                "name a bundle");
        }
    }

    private static void Discard(string unfinished)
    {
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        File.Delete(unfinished);
    }
}
