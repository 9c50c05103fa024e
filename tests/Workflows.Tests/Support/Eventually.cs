namespace Workflows.Tests.Support;

/// <summary>Waits on a condition, with an end.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task IsAsync(Func<Task<bool>> condition, string what, Func<string>? otherwise = null)
    {
        using var end = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await condition())
        {
            Assert.False(end.IsCancellationRequested, $"did not come about in {Longest}: {what}. {otherwise?.Invoke()}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
