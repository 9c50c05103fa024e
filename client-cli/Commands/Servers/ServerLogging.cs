using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary>
/// Logs of long-running commands: to the error stream, so that the output stays the command's answer.
/// </summary>
internal static class ServerLogging
{
    public static ILoggerFactory Create(LogLevel level) => LoggerFactory.Create(builder => Add(builder, level));

    public static void Add(ILoggingBuilder builder, LogLevel level)
    {
        if (level == LogLevel.None)
        {
            return;
        }

        // Serilog's own level counts: its provider takes all that the factory offers.
        builder.AddSerilog(
            new LoggerConfiguration()
                .MinimumLevel.Is(LevelConvert.ToSerilogLevel(level))
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .WriteTo.Console(
                    outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} " +
                        "{Message:lj}{NewLine}{Exception}",
                    standardErrorFromLevel: LogEventLevel.Verbose,
                    formatProvider: CultureInfo.InvariantCulture)
                .CreateLogger(),
            dispose: true);
    }
}
