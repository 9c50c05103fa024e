using System.Diagnostics;

namespace DirectedExecution.Cli.Processes;

/// <summary>
/// A process that this one started and ends again. Its output goes to a log file; a line of it can be waited for. Its
/// standard input stays open as long as this process lives: children that watch it end when it ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly LineLog log;
    private readonly Task output;

    private ChildProcess(string name, Process process, LineLog log)
    {
        Name = name;
        this.process = process;
        this.log = log;
        Id = process.Id;
        output = PumpAsync();
    }

    public string Name { get; }

    public int Id { get; }

    public string LogFile => log.Path;

    public bool HasExited => process.HasExited;

    public static ChildProcess Start(string name, ProcessStartInfo start, string logFile)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        var process = Process.Start(start)
            ?? throw new InvalidOperationException($"The process {name} could not be started ({start.FileName}).");
        return new ChildProcess(name, process, new LineLog(logFile));
    }

    /// <summary>
    /// The first line, of those already printed or yet to come, that the test accepts; fails when the process ends
    /// first.
    /// </summary>
    public async Task<string> WaitForLineAsync(
        Func<string, bool> accepts, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(limit);
        try
        {
            return await log.FirstAsync(accepts, bounded.Token)
                ?? throw Broken($"ended (exit code {await ExitAsync(cancellationToken)}) before it was ready");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken($"was not ready within {limit.TotalSeconds:0} s");
        }
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>At once, without a word: what a power cut or kill -9 does.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    /// <summary>Politely, by ending its input; after a while by force.</summary>
    public async Task StopAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It has ended already.
        }

        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        await output;
        process.Dispose();
    }

    private async Task PumpAsync()
    {
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        log.Complete();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            log.Add(line);
        }
    }

    private CliException Broken(string what) => new(
        ExitCode.InternalError, "childProcess", $"the process {Name} {what}: {log.LastLine ?? "it printed nothing"}",
        $"its log is {LogFile}");
}
