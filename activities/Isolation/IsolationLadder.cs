using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Isolation;

/// <summary>
/// The rungs on which a program may stand: 0, as the worker's user; 1, as another user without any rights to gain more,
/// with limits; 2, besides in a sandbox without network that reads everything of the host and writes the working folder
/// alone; 3, in a container. Each is made by programs of the host that replace themselves by the next and in the end by
/// the one that is meant: no shell, one process. What the host cannot give is refused before anything runs.
/// </summary>
internal static class IsolationLadder
{
    public const int Highest = 3;

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(20);

    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>The launchers that were seen to work on this host. What did not is tried again.</summary>
    private static readonly ConcurrentDictionary<string, bool> Working = new(StringComparer.Ordinal);

    /// <summary>The argument vector that starts the program on its rung.</summary>
    /// <exception cref="ToolRefusalException">This host cannot give it; nothing was started.</exception>
    public static IReadOnlyList<string> Vector(
        IsolationNeed need, IsolationOptions options, string folder, string executable, IReadOnlyList<string> arguments)
    {
        if (need.Level == 0)
        {
            return [executable, .. arguments];
        }

        var launcher = Launcher(need, options, folder);
        var known = string.Join('\0', launcher);
        if (!Working.ContainsKey(known))
        {
            if (Try([.. launcher, Find("true")], folder) is { } why)
            {
                throw Missing(need.Level, why);
            }

            Working.TryAdd(known, true);
        }

        return [.. launcher, executable, .. arguments];
    }

    private static List<string> Launcher(IsolationNeed need, IsolationOptions options, string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw Missing(need.Level, "it is known on Linux only");
        }

        if (need.Level > 2)
        {
            throw Missing(need.Level, "containers are not part of this program");
        }

        if (!Environment.IsPrivilegedProcess)
        {
            throw Missing(need.Level, "the worker is not root and cannot start programs as another user");
        }

        var vector = new List<string>
        {
            Find("setpriv"), $"--reuid={Text(options.User)}", $"--regid={Text(options.Group)}", "--clear-groups",
            "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all", "--",
            Find("prlimit"), $"--nproc={Text(options.Processes)}", $"--nofile={Text(options.OpenFiles)}",
            $"--fsize={Text(options.FileBytes)}", "--core=0",
        };
        if (options.MemoryBytes is { } memory)
        {
            vector.Add($"--as={Text(memory)}");
        }

        vector.Add("--");
        if (need.Level == 2)
        {
            vector.AddRange(
            [
                Find("bwrap"), "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp",
                "--bind", folder, folder, "--chdir", folder, "--unshare-all", "--new-session", "--die-with-parent",
                "--cap-drop", "ALL",
            ]);
            vector.AddRange(need.HasNetwork ? ["--share-net", "--"] : ["--"]);
        }

        return vector;
    }

    /// <summary>The launcher with a program that does nothing.</summary>
    /// <returns>Why it does not work; null when it does.</returns>
    private static string? Try(string[] vector, string folder)
    {
        var info = new ProcessStartInfo(vector[0], vector[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(ProbeTime))
        {
            process.Kill(entireProcessTree: true);
            return "the host does not start it in time";
        }

        return process.ExitCode == 0
            ? null
            : said.GetAwaiter().GetResult().ReplaceLineEndings(" ").Trim() is { Length: > 0 } sentence
                ? sentence
                : $"the host's launcher ends with code {process.ExitCode}";
    }

    private static string Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw Missing(program == "bwrap" ? 2 : 1, $"this host has no {program}");

    private static ToolRefusalException Missing(int level, string why) => new(
        ToolCodes.IsolationMissing,
        $"The program needs isolation level {level}, and this worker cannot give it: {why.TrimEnd('.')}.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
