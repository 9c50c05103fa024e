namespace Temporalio.Worker.Polling;

/// <summary>Several pollers that live and end together.</summary>
internal static class PollerGroup
{
    /// <summary>
    /// Runs pollers until they are stopped. When one fails for good the others are stopped too; the failure is thrown
    /// when all have ended, so that no task arrives afterwards.
    /// </summary>
    /// <param name="start">Starts the pollers with what stops them.</param>
    /// <param name="stop">What stops all.</param>
    public static async Task RunAsync(Func<PollStop, IEnumerable<Task>> start, PollStop stop)
    {
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop.NoMore);
        using var cutOff = CancellationTokenSource.CreateLinkedTokenSource(stop.CutOff);
        var pollers = start(new(noMore.Token, cutOff.Token)).ToList();
        var left = pollers.ToList();
        while (left.Count > 0)
        {
            var done = await Task.WhenAny(left).ConfigureAwait(false);
            left.Remove(done);
            if (!done.IsCompletedSuccessfully)
            {
                await noMore.CancelAsync().ConfigureAwait(false);
                await cutOff.CancelAsync().ConfigureAwait(false);
            }
        }
        await Task.WhenAll(pollers).ConfigureAwait(false);
    }
}
