namespace Temporalio.Worker.Polling;

/// <summary>Several pollers that stop for themselves only together.</summary>
internal static class PollerGroup
{
    /// <summary>Ends when all pollers have stopped, or at once when one of them failed for good.</summary>
    public static async Task RunAsync(IEnumerable<Task> pollers)
    {
        var left = pollers.ToList();
        while (left.Count > 0)
        {
            var done = await Task.WhenAny(left).ConfigureAwait(false);
            await done.ConfigureAwait(false);
            left.Remove(done);
        }
    }
}
