using System.Diagnostics.Metrics;
using Sdk.Tests.Replay;
using Temporalio.Common;
using Temporalio.Extensions.DiagnosticSource;
using Temporalio.Runtime;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Extensions;

/// <summary>Metrics from the meters of this SDK to those of .NET.</summary>
public sealed class MetricTests : IDisposable
{
    private readonly List<string> seen = [];
    private readonly Meter meter = new("test-" + Guid.NewGuid());
    private readonly MeterListener listener = new();

    public MetricTests()
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter == meter)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void Metrics_OfAllKinds_ArriveWithAllTags()
    {
        var mine = Runtime(new() { GlobalTags = [new("global", "g")] }).MetricMeter.WithTags([new("meter", 1)]);

        mine.CreateCounter<int>("counter", "u", "d").Add(2, [new("extra", true)]);
        mine.CreateCounter<long>("counter2").WithTags([new("own", 1.5)]).Add(3);
        mine.CreateHistogram<double>("real").Record(0.5);
        mine.CreateHistogram<TimeSpan>("time").Record(TimeSpan.FromSeconds(2));
        var gauge = mine.CreateGauge<int>("gauge");
        gauge.Set(1);
        gauge.Set(7);
        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "counter=2 u extra=True,global=g,meter=1,service_name=temporal-core-sdk",
                "counter2=3  global=g,meter=1,own=1.5,service_name=temporal-core-sdk",
                "real=0.5  global=g,meter=1,service_name=temporal-core-sdk",
                "time=2000 ms global=g,meter=1,service_name=temporal-core-sdk",
                "gauge=7  global=g,meter=1,service_name=temporal-core-sdk",
            ],
            seen);
    }

    [Theory]
    [InlineData(CustomMetricMeterOptions.DurationFormat.IntegerMilliseconds, "time=1500 ms ")]
    [InlineData(CustomMetricMeterOptions.DurationFormat.FloatSeconds, "time=1.5 s ")]
    [InlineData(CustomMetricMeterOptions.DurationFormat.TimeSpan, "time=1500 ms ")]
    public void Durations_InEachFormat_ArriveInTheirUnit(CustomMetricMeterOptions.DurationFormat format, string expected)
    {
        var mine = Runtime(new() { AttachServiceName = false, CustomMetricMeterOptions = new() { HistogramDurationFormat = format } });

        mine.MetricMeter.CreateHistogram<TimeSpan>("time").Record(TimeSpan.FromSeconds(1.5));

        Assert.Equal([expected], seen);
    }

    [Fact]
    public void Types_ThatNoMeterHas_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => TemporalRuntime.Default.MetricMeter.CreateCounter<double>("c"));
        Assert.Throws<ArgumentException>(() => TemporalRuntime.Default.MetricMeter.CreateGauge<TimeSpan>("g"));
        Assert.Throws<ArgumentException>(() => Runtime(new()).MetricMeter.CreateHistogram<DateTime>("h"));
    }

    [Fact]
    public void NativeSettings_AreSet_SayThatTheyAreNotThere()
    {
        Assert.Contains("CustomMetricMeter", Assert.Throws<NotSupportedException>(
            () => new MetricsOptions { OpenTelemetry = new("http://127.0.0.1:1") }).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new TemporalRuntimeOptions { WorkerHeartbeatInterval = TimeSpan.FromSeconds(1) });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Workflow_WhoseListenerUsesThePool_FailsUnlessThatIsAllowed(bool isAllowed)
    {
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Task.Run(() => { }).GetAwaiter().GetResult());
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions
        {
            DebugMode = true,
            Runtime = new(new(new TelemetryOptions
            {
                Metrics = new() { CustomMetricMeter = new CustomMetricMeter(meter, isAllowed) },
            })),
        }.AddWorkflow<Counting>());

        var result = await replayer.ReplayWorkflowAsync(
            new("wf", new HistoryBuilder().Started(nameof(Counting)).OpenTask().Events), throwOnReplayFailure: false);

        Assert.Equal(isAllowed, result.ReplayFailure is null);
    }

    private TemporalRuntime Runtime(MetricsOptions options)
    {
        options.CustomMetricMeter = new CustomMetricMeter(meter);
        return new(new(new TelemetryOptions { Metrics = options }));
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(',', tags.ToArray().Select(tag => FormattableString.Invariant($"{tag.Key}={tag.Value}")));
        seen.Add(FormattableString.Invariant($"{instrument.Name}={value} {instrument.Unit} {text}"));
    }

    [Workflow]
    public sealed class Counting
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            Workflow.MetricMeter.CreateCounter<long>("counter").Add(1);
            Workflow.MetricMeter.CreateHistogram<long>("histogram").Record(1);
            Workflow.MetricMeter.CreateHistogram<TimeSpan>("duration").Record(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        }
    }
}
