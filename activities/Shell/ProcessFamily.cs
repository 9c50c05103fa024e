using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DirectedExecution.Activities.Shell;

/// <summary>
/// All that one call has started, also what has left its parent and its group: each carries a variable that is the
/// call's alone. Known on Linux; elsewhere only the tree below the program is.
/// </summary>
internal static class ProcessFamily
{
    /// <summary>The variable that marks them.</summary>
    public const string Variable = "DIRECTED_CALL";

    private const int SigKill = 9;
    private const int MostRounds = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends what is left of a call, until nothing of it is found any more.</summary>
    /// <returns>How many had to be ended.</returns>
    public static async Task<int> EndAsync(string call)
    {
        var ended = new HashSet<int>();
        for (var round = 0; round < MostRounds && Find(call) is { Count: > 0 } found; round++)
        {
            foreach (var process in found.Where(ended.Add))
            {
                _ = Kill(process, SigKill);
            }

            await Task.Delay(Pause);
        }

        return ended.Count;
    }

    public static IReadOnlyList<int> Find(string call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var mark = Encoding.UTF8.GetBytes($"{Variable}={call}");
        return [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder))
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && id != Environment.ProcessId && Carries(id, mark))];
    }

    private static bool Carries(int process, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{process}/environ").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it is somebody else's.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
