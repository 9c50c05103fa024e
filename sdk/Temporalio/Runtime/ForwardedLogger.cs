using Microsoft.Extensions.Logging;

namespace Temporalio.Runtime;

/// <summary>The logger that the SDK's own logs are forwarded to, from the level on that its filter names.</summary>
internal sealed class ForwardedLogger(ILogger logger, LogLevel from) : ILogger
{
    private const string OwnTarget = "temporalio_sdk_core";

    /// <summary>The logger of options; null if they forward nothing.</summary>
    /// <exception cref="ArgumentException">They name no logger, or a filter that cannot be read.</exception>
    public static ForwardedLogger? Of(LoggingOptions? options) => options?.Forwarding is not { } forwarding
        ? null
        : new(
            forwarding.Logger ?? throw new ArgumentException("Forwarding of logs needs a Logger"),
            LevelOf(options.Filter.FilterString));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from && logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= from)
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    // TARGET=LEVEL, or LEVEL alone for all targets; the one that names this SDK counts.
    private static LogLevel LevelOf(string filter)
    {
        var parts = filter.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToList();
        var own = parts.LastOrDefault(part => part.Length == 2 && part[0] == OwnTarget)?[1] ??
            parts.LastOrDefault(part => part.Length == 1)?[0];
        return own?.ToUpperInvariant() switch
        {
            null or "OFF" => LogLevel.None,
            "TRACE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "INFO" => LogLevel.Information,
            "WARN" => LogLevel.Warning,
            "ERROR" => LogLevel.Error,
            _ => throw new ArgumentException(
                $"Log filter '{filter}': {own} is no level; use TRACE, DEBUG, INFO, WARN, ERROR or OFF"),
        };
    }
}
