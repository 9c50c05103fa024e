using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Converters;
using Temporalio.Worker;
using Tests.Support;

namespace Sdk.Tests.Worker.Fakes;

/// <summary>A worker on a <see cref="FakeServer"/> and a <see cref="ManualTime"/>.</summary>
internal sealed class FakeWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();

    private FakeWorker(TemporalWorkerOptions options, FakeServer server, DataConverter converter)
    {
        Server = server;
        Worker = new(null, new WorkerSetup
        {
            Service = Server,
            Options = options,
            Namespace = "space",
            Identity = "me",
            DataConverter = converter,
            Interceptors = [.. options.Interceptors ?? []],
            LoggerFactory = Logs,
            Time = Time,
        });
        Execution = Worker.ExecuteAsync(stop.Token);
    }

    public FakeServer Server { get; }

    public ManualTime Time { get; } = new();

    public LogList Logs { get; } = new();

    public TemporalWorker Worker { get; }

    public Task Execution { get; }

    public static FakeWorker Start(
        Action<TemporalWorkerOptions> configure, FakeServer? server = null, DataConverter? converter = null)
    {
        var options = new TemporalWorkerOptions("queue")
        {
            MaxConcurrentActivityTaskPolls = 1,
            MaxConcurrentWorkflowTaskPolls = 2,
            MaxCachedWorkflows = 10,
        };
        configure(options);
        return new(options, server ?? new(), converter ?? DataConverter.Default);
    }

    public static PollActivityTaskQueueResponse ActivityTask(
        string type, object?[]? args = null, TimeSpan? heartbeat = null, TimeSpan? startToClose = null) => new()
        {
            TaskToken = ByteString.CopyFromUtf8($"token of {type}"),
            WorkflowNamespace = "space",
            WorkflowExecution = new() { WorkflowId = "workflow", RunId = "run" },
            WorkflowType = new() { Name = "Workflow" },
            ActivityType = new() { Name = type },
            ActivityId = "1",
            Attempt = 1,
            Input = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayloads(args ?? []) } },
            ScheduledTime = new(),
            StartedTime = new(),
            HeartbeatTimeout = Duration.FromTimeSpan(heartbeat ?? TimeSpan.Zero),
            StartToCloseTimeout = Duration.FromTimeSpan(startToClose ?? TimeSpan.FromHours(1)),
        };

    public void BeginStop() => stop.Cancel();

    public async Task StopAsync()
    {
        BeginStop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Execution.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Execution.WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Worker.Dispose();
        stop.Dispose();
    }
}
