using System.Diagnostics;
using System.Text.Json;
using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Shell;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Services;

/// <summary>The steps of stopping and starting, each of which finds out first whether it was done already.</summary>
internal sealed class ServiceControl(PidFile pidFile, ProcessCommand? command, TimeSpan stopTime, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public PidFile PidFile => pidFile;

    private string IntentPath => pidFile.Path + ".directed-intent.json";

    /// <summary>Takes up the intent of an earlier try with the same key, or writes a new one.</summary>
    public ServiceIntent Begin(string operation, string key)
    {
        if (key.Length > 0 && ReadIntent() is { } earlier && earlier.Key == key && earlier.Operation == operation)
        {
            return earlier;
        }

        var intent = new ServiceIntent(key, operation, pidFile.RunningProcessId, IsDone: false);
        return operation == "start" && intent.OldProcessId is not null
            ? throw new ToolRefusalException(
                ToolCodes.PreconditionFailed, $"The service runs already, as process {intent.OldProcessId}.")
            : Write(intent);
    }

    public void End(ServiceIntent intent) => Write(intent with { IsDone = true });

    /// <returns>Null when what ran at the beginning does not run any more.</returns>
    public async Task<ToolResult?> StopAsync(ServiceIntent intent, CancellationToken cancellationToken)
    {
        using var process = pidFile.Open();
        if (process is null || process.Id != intent.OldProcessId)
        {
            return null;
        }

        Termination.Ask(process);
        using var patience = new CancellationTokenSource(stopTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellationToken);
        }

        return null;
    }

    /// <returns>Null when another process than at the beginning runs and has written its pid file.</returns>
    public async Task<ToolResult?> StartAsync(ServiceIntent intent, CancellationToken cancellationToken)
    {
        if (IsNewOneUp(intent))
        {
            return null;
        }

        using var process = Launch(intent);
        while (!IsNewOneUp(intent))
        {
            if (process.HasExited)
            {
                return AfterEarlyEnd(intent, process.ExitCode);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        return null;
    }

    private bool IsNewOneUp(ServiceIntent intent) =>
        pidFile.RunningProcessId is { } running && running != intent.OldProcessId;

    private Process Launch(ServiceIntent intent)
    {
        try
        {
            var process = command!.Start();
            process.StandardOutput.Close();
            process.StandardError.Close();
            return process;
        }
        catch (ToolRefusalException refusal) when (intent.Operation == "restart")
        {
            // The stop has happened: this is no longer "nothing was done".
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }

    private static ToolResult AfterEarlyEnd(ServiceIntent intent, int exitCode) => intent.Operation == "start"
        ? ToolResult.Failed(ToolCodes.ReportedFailure, $"The service ended at once with code {exitCode}.")
        : ToolResult.Unknown(
            ToolCodes.ReportedFailure, $"The service was stopped, and the new one ended at once with code {exitCode}.");

    private ServiceIntent? ReadIntent()
    {
        try
        {
            return JsonSerializer.Deserialize<ServiceIntent>(SafeFile.SmallText(IntentPath), JsonSerializerOptions.Web);
        }
        catch (Exception fault) when (fault is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ServiceIntent Write(ServiceIntent intent)
    {
        var fresh = IntentPath + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, intent, JsonSerializerOptions.Web);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, IntentPath, overwrite: true);
        return intent;
    }
}
