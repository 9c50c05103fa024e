using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;
using Temporalio.Worker;
using Tests.Support;

namespace Sdk.Tests.Worker.Real;

/// <summary>A client of the reference server and a task queue of its own, with as many workers as a test wants.</summary>
internal sealed class RealRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private RealRun(TemporalClient client) => Client = client;

    public TemporalClient Client { get; }

    public string Queue { get; } = "queue-" + Guid.NewGuid().ToString("N");

    public static async Task<RealRun> ConnectAsync(ServerProcess? server = null)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        server ??= await RealServer.SharedAsync();
        return new(await TemporalClient.ConnectAsync(new(server.Address)));
    }

    public WorkflowOptions Options(string? id = null) => new(id ?? "workflow-" + Guid.NewGuid().ToString("N"), Queue)
    {
        ExecutionTimeout = TimeSpan.FromMinutes(5),
    };

    public RunningWorker StartWorker(Action<TemporalWorkerOptions> configure, LogList? logs = null)
    {
        var options = new TemporalWorkerOptions(Queue) { LoggerFactory = logs };
        configure(options);
        return new(new TemporalWorker(Client, options));
    }

    /// <summary>Runs with a worker, which then shuts down.</summary>
    public async Task WithWorkerAsync(Action<TemporalWorkerOptions> configure, Func<Task> use)
    {
        await using var worker = StartWorker(configure);
        await use().WaitAsync(Limit);
        await worker.StopAsync();
    }

    /// <summary>Waits until an event of this type is in the history, and gives it.</summary>
    public static async Task<HistoryEvent> EventAsync(WorkflowHandle handle, EventType type, int count = 1)
    {
        using var limit = new CancellationTokenSource(Limit);
        var options = new WorkflowHistoryEventFetchOptions
        {
            WaitNewEvent = true,
            Rpc = new() { CancellationToken = limit.Token },
        };
        await foreach (var found in handle.FetchHistoryEventsAsync(options))
        {
            if (found.EventType == type && --count == 0)
            {
                return found;
            }
        }
        throw new InvalidOperationException($"The workflow ended without another {type}");
    }

    public static async Task<int> CountAsync(WorkflowHandle handle, EventType type) =>
        (await handle.FetchHistoryAsync()).Events.Count(e => e.EventType == type);
}
