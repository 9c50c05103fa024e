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
        try
        {
            await WriteAsync(fresh, content, cancellationToken);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(path));
            }
        }
        catch
        {
            // Nothing was changed, and nothing is left of it.
            File.Delete(fresh);
            throw;
        }

        try
        {
            File.Move(fresh, path, overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(fresh))
            {
                return ToolResult.Unknown(ToolCodes.ToolBroken, $"The rename failed half-way: {fault.Message}");
            }

            File.Delete(fresh);
            return ToolResult.Failed(ToolCodes.Rejected, $"The file could not be replaced: {fault.Message}");
        }
    }

    private static async Task WriteAsync(string fresh, string content, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
    }
}
