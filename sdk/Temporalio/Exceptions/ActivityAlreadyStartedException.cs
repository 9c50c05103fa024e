namespace Temporalio.Exceptions;

/// <summary>
/// The id of an activity without a workflow is in use. Never thrown by this SDK, which does not support them.
/// </summary>
/// <param name="message">Message.</param>
/// <param name="activityId">Activity id.</param>
/// <param name="activityType">Activity type.</param>
/// <param name="runId">Run that has the id.</param>
public class ActivityAlreadyStartedException(string message, string activityId, string activityType, string? runId)
    : FailureException(message)
{
    /// <summary>Gets the activity id.</summary>
    public string ActivityId { get; } = activityId;

    /// <summary>Gets the activity type.</summary>
    public string ActivityType { get; } = activityType;

    /// <summary>Gets the run that has the id.</summary>
    public string? RunId { get; } = runId;
}
