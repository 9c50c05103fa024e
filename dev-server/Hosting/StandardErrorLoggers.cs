using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Makes <see cref="StandardErrorLogger"/>s.</summary>
internal sealed class StandardErrorLoggers(LogLevel least) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("Standard error is the only target.");

    public ILogger CreateLogger(string categoryName) => new StandardErrorLogger(categoryName, least);

    public void Dispose()
    {
    }
}
