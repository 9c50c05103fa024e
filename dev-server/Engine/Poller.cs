using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>A waiting poll of either kind.</summary>
internal sealed class Poller
{
    public required string Namespace { get; init; }

    public required string Identity { get; init; }

    public required ITicket Ticket { get; init; }

    public required TaskQueueKey Queue { get; init; }

    /// <summary>Which worker polls, as it calls itself for its lifetime; empty for one that does not say.</summary>
    public required string WorkerInstanceKey { get; init; }

    /// <summary>Answers that there is nothing, which a worker takes as "poll again".</summary>
    public required Action AnswerEmpty { get; init; }

    /// <summary>The build that polls, as events want it; null for none.</summary>
    public WorkerVersionStamp? WorkerVersion { get; init; }

    /// <summary>Set for polls of workflow tasks.</summary>
    public Ticket<PollWorkflowTaskQueueResponse>? WorkflowTicket => Ticket as Ticket<PollWorkflowTaskQueueResponse>;

    /// <summary>Set for polls of activity tasks.</summary>
    public Ticket<PollActivityTaskQueueResponse>? ActivityTicket => Ticket as Ticket<PollActivityTaskQueueResponse>;
}
