using System.Text;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Files;

/// <summary>Replaces a file by writing a new one beside it, to the disk, and renaming it.</summary>
internal static class AtomicFile
{
    /// <returns>Null when it was replaced, else what is known.</returns>
    public static async Task<ToolResult?> ReplaceAsync(string path, string content, CancellationToken cancellationToken)
    {
        var fresh = path + ".directed-new";
        // What an earlier try left there goes first, and the new one must be new: no link and no pipe is written into.
        File.Delete(fresh);
        await using (var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }

        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(fresh, File.GetUnixFileMode(path));
        }

        try
        {
            File.Move(fresh, path, overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return File.Exists(fresh)
                ? ToolResult.Failed(ToolCodes.Rejected, $"The file could not be replaced: {fault.Message}")
                : ToolResult.Unknown(ToolCodes.ToolBroken, $"The rename failed half-way: {fault.Message}");
        }
    }
}
