using Microsoft.Extensions.Logging;

namespace Temporalio.Testing;

/// <summary>What an environment logs.</summary>
internal static partial class TestingLog
{
    [LoggerMessage(LogLevel.Error, "Time skipping could not be locked again after a wait that failed")]
    public static partial void NotLocked(ILogger logger, Exception fault);
}
