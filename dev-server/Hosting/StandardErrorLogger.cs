using System.Globalization;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// One line per entry on standard error; all that the server process needs, without a logging framework to start.
/// </summary>
internal sealed class StandardErrorLogger(string category, LogLevel least) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && least != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            var fault = exception is null ? null : $" {exception}";
            Console.Error.WriteLine($"{time} {logLevel} {category}: {formatter(state, exception)}{fault}");
        }
    }
}
