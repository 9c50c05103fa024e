using Microsoft.Extensions.Logging;

namespace Temporalio.Worker.Polling;

/// <summary>Says once when polling begins to fail and once when it works again, not with every try.</summary>
internal sealed class PollerHealth(ILogger logger, string taskQueue)
{
    private int failing;

    public bool IsFailing => Volatile.Read(ref failing) != 0;

    public void Failed(Exception exception)
    {
        if (Interlocked.Exchange(ref failing, 1) == 0)
        {
            WorkerLog.PollingFails(logger, taskQueue, exception);
        }
        else
        {
            WorkerLog.PollingStillFails(logger, taskQueue, exception);
        }
    }

    public void Worked()
    {
        if (Interlocked.Exchange(ref failing, 0) != 0)
        {
            WorkerLog.PollingWorksAgain(logger, taskQueue);
        }
    }
}
