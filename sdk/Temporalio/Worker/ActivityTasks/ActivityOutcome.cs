namespace Temporalio.Worker.ActivityTasks;

/// <summary>How an attempt ended, and so what is reported about it.</summary>
internal abstract record ActivityOutcome
{
    private ActivityOutcome()
    {
    }

    /// <summary>It returned: RespondActivityTaskCompleted.</summary>
    /// <param name="Result">What it returned, null for nothing.</param>
    internal sealed record Completed(object? Result) : ActivityOutcome;

    /// <summary>It failed: RespondActivityTaskFailed; the server decides on another attempt.</summary>
    /// <param name="Exception">Why.</param>
    internal sealed record Failed(Exception Exception) : ActivityOutcome;

    /// <summary>It stopped because it was asked to: RespondActivityTaskCanceled.</summary>
    /// <param name="Exception">What it threw; may carry details.</param>
    internal sealed record Canceled(Exception Exception) : ActivityOutcome;

    /// <summary>A client completes it later: nothing is reported.</summary>
    internal sealed record CompletesLater : ActivityOutcome;

    /// <summary>The server no longer waits for this attempt: nothing is reported.</summary>
    /// <param name="Exception">How it ended, if it failed.</param>
    internal sealed record NobodyWaits(Exception? Exception) : ActivityOutcome;
}
