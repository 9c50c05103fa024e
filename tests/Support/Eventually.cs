namespace Tests.Support;

/// <summary>Waits on a condition, with an end.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It did not come about; with what <paramref name="otherwise"/> says.</exception>
    public static async Task IsAsync(Func<Task<bool>> condition, string what, Func<string>? otherwise = null)
    {
        using var end = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (end.IsCancellationRequested)
            {
                throw new TimeoutException($"Did not come about in {Longest}: {what}. {otherwise?.Invoke()}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <exception cref="TimeoutException">It did not come about.</exception>
    public static Task IsAsync(Func<bool> condition, string what) => IsAsync(() => Task.FromResult(condition()), what);

    /// <summary>The text of a file, once it is there.</summary>
    public static async Task<string> FileAsync(string path)
    {
        await IsAsync(() => File.Exists(path), path);
        return await File.ReadAllTextAsync(path);
    }
}
