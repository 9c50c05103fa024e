using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Query.V1;

namespace Temporalio.Worker;

/// <summary>One workflow task as a run sees it: the polled task after paging, before decoding.</summary>
internal sealed record WorkflowTask
{
    /// <summary>
    /// Gets all events, every page: from event 1 for a new run, or following on what the run has seen. Events that the
    /// run has already are skipped, a gap fails the task. Empty for a query on a cached run.
    /// </summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>
    /// Gets the started event of the last completed task, zero for the first: what is up to there is replay.
    /// </summary>
    public required long PreviousStartedEventId { get; init; }

    /// <summary>Gets the queries to be answered together with the completion, by id.</summary>
    public IReadOnlyDictionary<string, WorkflowQuery> Queries { get; init; } = new Dictionary<string, WorkflowQuery>();

    /// <summary>Gets the query that is the only reason for this task, if any.</summary>
    public WorkflowQuery? LegacyQuery { get; init; }

    /// <summary>Gets the protocol messages (updates) that came with the task.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];
}
