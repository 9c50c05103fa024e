using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DirectedExecution.Activities.Services;

/// <summary>
/// Asks a process to end. Windows has no such request for a process without a window: there it is ended.
/// </summary>
internal static class Termination
{
    private const int SigTerm = 15;

    public static void Ask(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            // A process that has just ended makes this fail, which is what was wanted.
            _ = Kill(process.Id, SigTerm);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
