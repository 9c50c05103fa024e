namespace Temporalio.Exceptions;

/// <summary>The activity that was reported on was cancelled, paused or reset.</summary>
public class AsyncActivityCanceledException : TemporalException
{
    /// <summary>Initializes a new instance of the <see cref="AsyncActivityCanceledException"/> class.</summary>
    public AsyncActivityCanceledException()
        : base("Activity was cancelled")
    {
    }
}
