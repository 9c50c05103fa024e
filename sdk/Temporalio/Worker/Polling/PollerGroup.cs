namespace Temporalio.Worker.Polling;

/// <summary>Several pollers that live and end together.</summary>
internal static class PollerGroup
{
    /// <summary>
    /// Runs pollers until they are stopped. When one fails for good the others are stopped too; the failure is thrown
    /// when all have ended, so that no task arrives afterwards.
    /// </summary>
    /// <param name="start">Starts the pollers with the token that stops them.</param>
    /// <param name="stop">Token that stops all.</param>
    public static async Task RunAsync(Func<CancellationToken, IEnumerable<Task>> start, CancellationToken stop)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pollers = start(together.Token).ToList();
        var left = pollers.ToList();
        while (left.Count > 0)
        {
            var done = await Task.WhenAny(left).ConfigureAwait(false);
            left.Remove(done);
            if (!done.IsCompletedSuccessfully)
            {
                await together.CancelAsync().ConfigureAwait(false);
            }
        }
        await Task.WhenAll(pollers).ConfigureAwait(false);
    }
}
