using System.Runtime.InteropServices;
using System.Text;
using DirectedExecution.Activities.Tools;
using Microsoft.Win32.SafeHandles;

namespace DirectedExecution.Activities.Files;

/// <summary>
/// Reads whole files of bounded size. Opening never waits: a pipe that somebody put in a file's place would hold its
/// reader for ever. Where the file really lies is looked at once it is open: what was checked before may have been
/// replaced since.
/// </summary>
internal static class SafeFile
{
    private const int SmallBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="ToolRefusalException">It is no plain file, too large, or not where it seems to be.</exception>
    public static async Task<byte[]?> ReadAsync(
        string path, ToolOptions options, CancellationToken cancellationToken)
    {
        SafeFileHandle handle;
        try
        {
            handle = Open(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        await using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            throw NotReadable($"'{Path.GetFileName(path)}' is no plain file");
        }

        ThrowIfElsewhere(handle, options.WorkingRoot, path);
        return await BytesAsync(stream, options.FileLimitBytes, path, cancellationToken);
    }

    /// <summary>The text of a small file: a process id, an intent, a key.</summary>
    /// <exception cref="IOException">There is no such file, or it is no plain and small one.</exception>
    public static string SmallText(string path)
    {
        using var stream = new FileStream(Open(path), FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek || stream.Length > SmallBytes)
        {
            throw new IOException($"'{Path.GetFileName(path)}' is no plain and small file.");
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <returns>Null when the bytes are no text.</returns>
    public static string? Text(byte[] bytes)
    {
        try
        {
            var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return Strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BytesAsync(
        FileStream stream, int limit, string path, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await content.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            if (content.Length > limit)
            {
                throw NotReadable($"'{Path.GetFileName(path)}' is larger than {limit} bytes");
            }
        }

        return content.ToArray();
    }

    private static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        var (noWait, closeOnExec) = OperatingSystem.IsMacOS() ? (0x4, 0x1000000) : (0x800, 0x80000);
        var descriptor = Open(Encoding.UTF8.GetBytes(path + "\0"), noWait | closeOnExec);
        const int NoSuchEntry = 2;
        const int NoFolder = 20;
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : Marshal.GetLastPInvokeError() switch
            {
                NoSuchEntry or NoFolder => throw new FileNotFoundException(),
                var error => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
    }

    private static void ThrowIfElsewhere(SafeFileHandle handle, string root, string path)
    {
        if (OperatingSystem.IsLinux()
            && new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget is { } real
            && !ToolPaths.IsInside(real, ToolPaths.Follow(root)))
        {
            throw NotReadable($"'{Path.GetFileName(path)}' leads out of the working root");
        }
    }

    private static ToolRefusalException NotReadable(string what) => new(ToolCodes.NotReadable, $"{what}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
