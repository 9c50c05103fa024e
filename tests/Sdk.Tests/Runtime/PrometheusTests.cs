using System.Net;
using System.Net.Sockets;
using System.Text;
using Temporalio.Runtime;

namespace Sdk.Tests.Runtime;

/// <summary>Prometheus reads the metrics of a runtime over HTTP.</summary>
public sealed class PrometheusTests
{
    [Fact]
    public async Task Metrics_OfAllKinds_AreReadInTheTextFormat()
    {
        var runtime = Runtime(new("127.0.0.1:0"));
        var meter = runtime.MetricMeter.WithTags([new("place", "a \"b\"\n\\"), new("is-new", true)]);

        meter.CreateCounter<int>("mails", "u", "Mails sent").Add(2);
        meter.CreateCounter<int>("mails", "u", "Mails sent").Add(3);
        meter.CreateGauge<double>("heat").Set(1.5);
        meter.CreateGauge<double>("heat").Set(2.5);
        meter.CreateHistogram<TimeSpan>("took").Record(TimeSpan.FromMilliseconds(70));

        const string tags = "is_new=\"true\",place=\"a \\\"b\\\"\\n\\\\\"";
        var text = await ReadAsync(runtime, "/metrics");
        Assert.Contains(
            $"# HELP mails Mails sent\n# TYPE mails counter\nmails{{{tags}}} 5\n", text, StringComparison.Ordinal);
        Assert.Contains($"# TYPE heat gauge\nheat{{{tags}}} 2.5\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"took_bucket{{{tags},le=\"50\"}} 0\ntook_bucket{{{tags},le=\"100\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"took_bucket{{{tags},le=\"+Inf\"}} 1\ntook_sum{{{tags}}} 70\ntook_count{{{tags}}} 1\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_SuffixesSecondsAndBounds_AreAsTheOptionsSay()
    {
        var runtime = Runtime(new("127.0.0.1:0")
        {
            HasCounterTotalSuffix = true,
            HasUnitSuffix = true,
            UseSecondsForDuration = true,
            HistogramBucketOverrides = new Dictionary<string, IReadOnlyCollection<double>> { ["took"] = [2, 1] },
        });

        runtime.MetricMeter.CreateCounter<int>("mails").Add(1);
        runtime.MetricMeter.CreateHistogram<TimeSpan>("took").Record(TimeSpan.FromSeconds(1.5));
        runtime.MetricMeter.CreateHistogram<TimeSpan>("temporal_activity_execution_latency").Record(TimeSpan.Zero);

        var text = await ReadAsync(runtime, "/metrics");
        Assert.Contains("\nmails_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "took_seconds_bucket{le=\"1\"} 0\ntook_seconds_bucket{le=\"2\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("took_seconds_sum 1.5\n", text, StringComparison.Ordinal);
        Assert.Contains("latency_seconds_bucket{le=\"0.05\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ForSomethingElse_IsRefusedAndTheNextAnswered()
    {
        var runtime = Runtime(new("127.0.0.1:0"));
        runtime.MetricMeter.CreateCounter<int>("mails").Add(1);

        Assert.StartsWith(
            "HTTP/1.1 404", await SendAsync(runtime, "GET /other HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith(
            "HTTP/1.1 405", await SendAsync(runtime, "POST /metrics HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.Equal(string.Empty, await SendAsync(runtime, new string('x', 20_000)));
        Assert.Contains("mails 1", await ReadAsync(runtime, "/metrics?name=x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("localhost:80")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Address_ThatIsNone_IsRefused(string? address) =>
        Assert.Throws<ArgumentException>(() => Runtime(new() { BindAddress = address }));

    [Fact]
    public void Address_InUse_IsRefused()
    {
        var first = Runtime(new("127.0.0.1:0"));

        var thrown = Assert.Throws<InvalidOperationException>(
            () => Runtime(new(first.PrometheusAddress!.ToString())));

        Assert.Contains(first.PrometheusAddress!.ToString(), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PrometheusAndACustomMeter_AreRefusedTogether() => Assert.Throws<ArgumentException>(
        () => new TemporalRuntime(new(new TelemetryOptions
        {
            Metrics = new() { Prometheus = new("127.0.0.1:0"), CustomMetricMeter = new RecordingMeter() },
        })));

    [Fact]
    public void SameName_OfAnotherKind_IsRefused()
    {
        var meter = Runtime(new("127.0.0.1:0")).MetricMeter;
        meter.CreateCounter<int>("mails");

        Assert.Throws<ArgumentException>(() => meter.CreateGauge<int>("mails"));
    }

    private static TemporalRuntime Runtime(PrometheusOptions options) => new(new(new TelemetryOptions
    {
        Metrics = new(options) { AttachServiceName = false },
    }));

    private static async Task<string> ReadAsync(TemporalRuntime runtime, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://{runtime.PrometheusAddress}{path}"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> SendAsync(TemporalRuntime runtime, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(runtime.PrometheusAddress!);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Bytes that were never read make it close by a reset.
            return string.Empty;
        }
    }
}
