using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>What the host logs. Requests and payloads never.</summary>
internal static partial class HostLog
{
    [LoggerMessage(LogLevel.Critical, "The server stops: memory and store can no longer be held together")]
    public static partial void LoopFailed(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "A turn failed and was taken back")]
    public static partial void TurnFailed(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    public static partial void CallFailed(ILogger logger, string method, Exception fault);

    [LoggerMessage(
        LogLevel.Warning,
        "Workflow {WorkflowId}, run {RunId}: {Size} {What}; at {Limit} the server refuses or ends it")]
    public static partial void NearLimit(
        ILogger logger, string workflowId, string runId, long size, string what, long limit);

    [LoggerMessage(LogLevel.Warning, "{Flag} {Value} has no effect on this server")]
    public static partial void FlagWithoutEffect(ILogger logger, string flag, string value);
}
