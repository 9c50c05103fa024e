using System.Security.Cryptography;
using System.Text;

namespace DirectedExecution.Activities.Files;

/// <summary>Lets one change of a file at a time compare and replace, over all workers of this machine.</summary>
internal sealed class FileTurn : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream held;

    private FileTurn(FileStream held) => this.held = held;

    public static async Task<FileTurn> TakeAsync(string path, CancellationToken cancellationToken)
    {
        // Beside the temporary files, not beside the target; never deleted, because a lock on a deleted file locks
        // nothing.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "directed-turns"));
        var name = Path.Combine(
            folder.FullName, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..32]);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileTurn(new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(name))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public void Dispose() => held.Dispose();
}
