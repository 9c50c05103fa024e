using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Activities.Files;

namespace DirectedExecution.Activities.Services;

/// <summary>
/// A file with the process id of a running service. An id that the system has meanwhile given to another process is
/// known by that process being younger than the file.
/// </summary>
internal sealed record PidFile(string Path)
{
    /// <summary>Clocks of file system and process table differ a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public int? RunningProcessId
    {
        get
        {
            using var process = Open();
            return process?.Id;
        }
    }

    public Process? Open()
    {
        if (Read() is not { } id)
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(id);
            if (!process.HasExited && process.StartTime.ToUniversalTime() <= File.GetLastWriteTimeUtc(Path) + Tolerance)
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // No such process, or it ended while it was looked at.
        }

        return null;
    }

    private int? Read()
    {
        try
        {
            var text = SafeFile.SmallText(Path).Trim();
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
                ? id
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
