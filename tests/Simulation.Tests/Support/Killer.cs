using System.Globalization;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Demo;

namespace Simulation.Tests.Support;

/// <summary>
/// Kills worker or server with kill -9 and starts them anew at once. The seed chooses the victim, how far the run has
/// to get before the next kill (so that kills meet all of it, not its beginning only), and how long after that.
/// </summary>
internal sealed class Killer(DemoStage stage, Random random, int most, Action<string> log) : IDisposable
{
    private const int MostStarts = 5;
    private const int MostProgress = 7;
    private const int MostDelayMilliseconds = 1_500;

    private readonly SemaphoreSlim progress = new(0);

    public int Kills { get; private set; }

    /// <summary>The run got a little further.</summary>
    public void Progress() => progress.Release();

    public async Task RampageAsync(CancellationToken cancellationToken)
    {
        while (Kills < most)
        {
            var (steps, delay, worker) = (
                random.Next(MostProgress), random.Next(MostDelayMilliseconds), random.Next(5) < 3);
            if (!await InstantAsync(steps, delay, cancellationToken))
            {
                return;
            }

            Kills++;
            log(string.Create(CultureInfo.InvariantCulture, $"kill {Kills}: {(worker ? "worker" : "server")}"));
            await (worker ? KillWorkerAsync() : KillServerAsync());
            log("started anew");
        }
    }

    public void Dispose() => progress.Dispose();

    private async Task KillWorkerAsync()
    {
        await stage.KillWorkerAsync();
        for (var start = 1; ; start++)
        {
            try
            {
                await stage.StartWorkerAsync(CancellationToken.None);
                return;
            }
            catch (CliException failed) when (start < MostStarts)
            {
                // A process that could not start is started again, as any supervisor does; it did nothing.
                log($"the worker did not start: {failed.Message}");
            }
        }
    }

    private async Task KillServerAsync()
    {
        await stage.KillServerAsync();
        await stage.StartServerAsync(CancellationToken.None);
    }

    private async Task<bool> InstantAsync(int steps, int milliseconds, CancellationToken cancellationToken)
    {
        try
        {
            for (var step = 0; step < steps; step++)
            {
                await progress.WaitAsync(cancellationToken);
            }

            // Not a wait for anything: the instant itself is what is drawn by lot.
            await Task.Delay(milliseconds, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
