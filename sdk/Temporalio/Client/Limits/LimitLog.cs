using Microsoft.Extensions.Logging;

namespace Temporalio.Client.Limits;

/// <summary>What is said about data that is too large; never the data.</summary>
internal static partial class LimitLog
{
    [LoggerMessage(
        70,
        LogLevel.Warning,
        "[TMPRL1103] Attempted to upload {What} with size that exceeded the warning limit. " +
        "{Rpc}: {Size} bytes, the limit is {Limit}")]
    public static partial void Warned(ILogger logger, string what, string rpc, long size, long limit);

    [LoggerMessage(
        71,
        LogLevel.Error,
        "[TMPRL1103] Attempted to upload {What} with size that exceeded the error limit. " +
        "{Task} fails: {Size} bytes, the limit is {Limit}")]
    public static partial void Failed(ILogger logger, string what, string task, long size, long limit);
}
