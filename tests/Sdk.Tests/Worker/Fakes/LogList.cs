using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sdk.Tests.Worker.Fakes;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogList : ILoggerFactory, ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> waiters = new();

    public ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> Entries { get; } = new();

    /// <summary>Waits until this was logged.</summary>
    public Task WaitForAsync(int eventId, TimeSpan limit)
    {
        var logged = waiters.GetOrAdd(eventId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Count(eventId) > 0)
        {
            logged.TrySetResult();
        }
        return logged.Task.WaitAsync(limit);
    }

    public int Count(int eventId) => Entries.Count(e => e.Id.Id == eventId);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        Entries.Enqueue((logLevel, eventId, formatter(state, exception)));
        if (waiters.TryGetValue(eventId.Id, out var waiter))
        {
            waiter.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
