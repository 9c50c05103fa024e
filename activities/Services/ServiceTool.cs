using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Shell;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Services;

/// <summary>
/// Starts, stops, restarts and looks at a service that has a pid file. It is probed: an intent file beside the pid file
/// tells a repeat how far the first try came, so that one restart is one restart.
/// </summary>
/// <remarks>
/// Parameters: operation "status", "start", "stop" or "restart"; pidFile (written by the service once it is up);
/// executable, arguments, workingDirectory, environment for what starts it; stopSeconds (default 10) before a stop
/// becomes a kill. A started service must log to a file of its own: its output pipes are closed.
/// </remarks>
public sealed class ServiceTool(ToolOptions options, ISecretSource secrets, TimeProvider time) : ITool
{
    private const int DefaultStopSeconds = 10;

    // In a sandbox of level 2 a service sees other process ids than those that its pid file is read by.
    private const int HighestIsolation = 1;

    public string Kind => "service";

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, [.. ProcessCommand.Names, "operation", "pidFile", "stopSeconds"]);
        var operation = parameters.Choice("operation", "status", "start", "stop", "restart");
        if (request.IsRead && operation != "status")
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, $"A read may not '{operation}' a service.");
        }

        var pidFile = new PidFile(ToolPaths.Resolve(options, parameters, "pidFile", parameters.Text("pidFile")));
        if (operation == "status")
        {
            return Status(pidFile, isReplayed: false);
        }

        var command = operation == "stop" ? null : Command(parameters, request);
        var stopTime = TimeSpan.FromSeconds(parameters.OptionalNumber("stopSeconds") ?? DefaultStopSeconds);
        var control = new ServiceControl(pidFile, command, stopTime, time);
        var result = await RunAsync(control, operation, request.IdempotencyKey, cancellationToken);
        return result with { Isolation = command?.Isolation };
    }

    private static async Task<ToolResult> RunAsync(
        ServiceControl control,
        string operation,
        string key,
        CancellationToken cancellationToken)
    {
        var intent = control.Begin(operation, key);
        if (intent.IsDone)
        {
            return Status(control.PidFile, isReplayed: true);
        }

        if (operation != "start" && await control.StopAsync(intent, cancellationToken) is { } stopFault)
        {
            return stopFault;
        }

        if (operation != "stop" && await control.StartAsync(intent, cancellationToken) is { } startFault)
        {
            return startFault;
        }

        control.End(intent);
        return Status(control.PidFile, isReplayed: false);
    }

    private static ToolResult Status(PidFile pidFile, bool isReplayed)
    {
        var processId = pidFile.RunningProcessId;
        return ToolResult.Executed(new JsonObject
        {
            ["isRunning"] = processId is not null,
            ["processId"] = processId,
        }) with
        {
            Excerpt = processId is null ? "not running" : $"running as process {processId}",
            IsReplayed = isReplayed,
        };
    }

    private ProcessCommand Command(ToolParameters parameters, ToolRequest request) => ProcessCommand.Read(
        parameters, request, options, CredentialDesk.SecretFor(secrets, options, request), HighestIsolation);
}
