using System.Diagnostics;

namespace Tests.Support;

/// <summary>Starts programs that end with these tests, however those end.</summary>
internal static class WatchedProcess
{
    // A test host that is killed runs no clean-up: a watcher waits for the end of our pipe and takes the program along.
    private const string Watch = """
        exec 3<&0
        mark=$1; shift
        (cat <&3 >/dev/null 2>&1; tr '\0' ' ' </proc/$$/cmdline | grep -qF -- "$mark" && kill -9 $$) >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    /// <param name="mark">What the command line of this program has: by the time, its id may be another's.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(string mark, IReadOnlyList<string> command)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command.Skip(1))
            : new ProcessStartInfo("sh", ["-c", Watch, "sh", mark, .. command]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }
}
