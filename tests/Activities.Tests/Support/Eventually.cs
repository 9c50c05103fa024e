namespace Activities.Tests.Support;

/// <summary>Waits on a condition, with an end.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task IsAsync(Func<bool> condition, string what)
    {
        using var end = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            Assert.False(end.IsCancellationRequested, $"did not come about in {Longest}: {what}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public static async Task<string> FileAsync(string path)
    {
        await IsAsync(() => File.Exists(path), path);
        return await File.ReadAllTextAsync(path);
    }
}
