using Microsoft.Extensions.Logging;

namespace Temporalio.Testing;

/// <summary>
/// The loggers of an environment's options, from some level on: what the server in this process logs.
/// </summary>
internal sealed class LeveledLoggers(ILoggerFactory inner, LogLevel least) : ILoggerFactory
{
    /// <summary>The level of a name that the official server's command line takes.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static LogLevel LevelOf(string name) => name switch
    {
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "never" => LogLevel.None,
        _ => throw new ArgumentException($"LogLevel must be debug, info, warn, error or never, got '{name}'"),
    };

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new LeveledLogger(inner.CreateLogger(categoryName), least);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>The inner factory is the caller's own.</summary>
    public void Dispose()
    {
    }

    private sealed class LeveledLogger(ILogger inner, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= least)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
