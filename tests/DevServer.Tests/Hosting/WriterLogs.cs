using Microsoft.Extensions.Logging;

namespace DevServer.Tests.Hosting;

/// <summary>Keeps all that is logged as one text.</summary>
internal sealed class WriterLogs : ILoggerProvider
{
    private readonly Lock sync = new();
    private readonly System.Text.StringBuilder text = new();

    public string Text
    {
        get
        {
            lock (sync)
            {
                return text.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, Write);

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        lock (sync)
        {
            text.AppendLine(line);
        }
    }

    private sealed class Log(string category, Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            write($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
