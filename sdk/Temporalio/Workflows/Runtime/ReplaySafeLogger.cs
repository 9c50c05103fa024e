using Microsoft.Extensions.Logging;

namespace Temporalio.Workflows.Runtime;

/// <summary>A logger that is silent while history is replayed, so that each line is written once.</summary>
internal sealed class ReplaySafeLogger(ILogger logger, WorkflowInstance instance) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !instance.IsReplayingHistoryEvents && logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Whether the level is on is for the logger to say, as everywhere in logging: a caller need not ask first.
        if (!instance.IsReplayingHistoryEvents)
        {
            using var pause = instance.Tracing.Pause();
            using var scope = logger.BeginScope(instance.LoggerScope);
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
