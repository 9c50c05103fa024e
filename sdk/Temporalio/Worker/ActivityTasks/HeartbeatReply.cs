using Temporalio.Activities;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>What the server said to a heartbeat.</summary>
internal abstract record HeartbeatReply
{
    private HeartbeatReply()
    {
    }

    /// <summary>It took it.</summary>
    /// <param name="Reason">Why the attempt shall stop; None when it may go on.</param>
    /// <param name="Details">Everything it said about that.</param>
    internal sealed record Accepted(ActivityCancelReason Reason, ActivityCancellationDetails? Details) : HeartbeatReply;

    /// <summary>It does not know the attempt any more.</summary>
    internal sealed record Gone : HeartbeatReply;

    /// <summary>It could not be reached, or the call was ended.</summary>
    internal sealed record Failed : HeartbeatReply;
}
