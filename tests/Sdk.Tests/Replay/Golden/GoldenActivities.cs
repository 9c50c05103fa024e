using Temporalio.Activities;
using Temporalio.Exceptions;

namespace Sdk.Tests.Replay.Golden;

/// <summary>What the recorded workflows execute.</summary>
public static class GoldenActivities
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    [Activity("golden-double")]
    public static int Twice(int number) => 2 * number;

    [Activity("golden-fail")]
    public static void Fail(bool forGood)
    {
        if (forGood || ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            throw new ApplicationFailureException("no", errorType: "No", nonRetryable: forGood);
        }
    }

    /// <summary>Goes on until it is cancelled or nobody waits for it any more.</summary>
    [Activity("golden-wait")]
    public static async Task WaitAsync()
    {
        var context = ActivityExecutionContext.Current;
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(context.CancellationToken))
        {
            context.Heartbeat();
        }
    }

    [Activity("golden-linger")]
    public static async Task<int> LingerAsync(int milliseconds)
    {
        await Task.Delay(milliseconds, ActivityExecutionContext.Current.CancellationToken);
        return milliseconds;
    }
}
