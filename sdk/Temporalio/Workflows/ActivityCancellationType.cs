namespace Temporalio.Workflows;

/// <summary>How the cancellation of an activity is reported to the workflow.</summary>
public enum ActivityCancellationType
{
    /// <summary>Ask the activity to cancel, and report the cancellation at once.</summary>
    TryCancel,

    /// <summary>Ask the activity to cancel, and wait until it has ended, one way or another.</summary>
    WaitCancellationCompleted,

    /// <summary>Do not ask the activity to cancel, and report the cancellation at once.</summary>
    Abandon,
}
