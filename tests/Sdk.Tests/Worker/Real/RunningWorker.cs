using Temporalio.Worker;

namespace Sdk.Tests.Worker.Real;

/// <summary>A worker that runs until it is stopped.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TemporalWorker worker;

    public RunningWorker(TemporalWorker worker)
    {
        this.worker = worker;
        Execution = worker.ExecuteAsync(stop.Token);
    }

    public Task Execution { get; }

    public void BeginStop() => stop.Cancel();

    /// <summary>Stops it; fails when it ended for another reason.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Execution.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Execution.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
        stop.Dispose();
    }
}
