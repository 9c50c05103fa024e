using Microsoft.Extensions.Logging;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Runtime;

namespace Sdk.Tests.Runtime;

/// <summary>Where the SDK's own logs go when they are forwarded, and which of them.</summary>
public sealed class ForwardedLoggerTests
{
    [Theory]
    [InlineData("ERROR,temporalio_sdk_core=WARN,temporalio_client=WARN", LogLevel.Warning)]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("temporalio_sdk_core=trace", LogLevel.Trace)]
    [InlineData("INFO,other=ERROR", LogLevel.Information)]
    [InlineData("other=ERROR", LogLevel.None)]
    [InlineData("off", LogLevel.None)]
    public void Filter_NamesTheLowestLevel(string filter, LogLevel lowest)
    {
        var logs = new LogList();
        var logger = Of(filter, logs).Logger!;

        foreach (var level in Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None))
        {
            Assert.Equal(level >= lowest, logger.IsEnabled(level));
            logger.Log(level, "said at {Level}", level);
        }

        Assert.Equal(
            Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None && level >= lowest),
            logs.Entries.Select(entry => entry.Level));
    }

    [Fact]
    public void Filter_ByLevels_IsReadAsItIsWritten()
    {
        var options = new LoggingOptions(new TelemetryFilterOptions(TelemetryFilterOptions.Level.Info))
        {
            Forwarding = new(new LogList()),
        };

        Assert.True(ForwardedLogger.Of(options)!.IsEnabled(LogLevel.Information));
        Assert.False(ForwardedLogger.Of(options)!.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void Options_ThatCannotBeFollowed_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Of("LOUD", new LogList()));
        Assert.Throws<ArgumentException>(() => new TemporalRuntime(new()
        {
            Telemetry = new() { Logging = new() { Forwarding = new() } },
        }));
        Assert.Null(new TemporalRuntime(new() { Telemetry = new() { Logging = new() } }).Logger);
    }

    private static TemporalRuntime Of(string filter, LogList logs) => new(new()
    {
        Telemetry = new() { Logging = new(new TelemetryFilterOptions(filter)) { Forwarding = new(logs) } },
    });
}
