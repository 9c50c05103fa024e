using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>A query that has not been answered. Never stored: clients ask again.</summary>
internal sealed class WaitingQuery(string id, RunKey run, WorkflowQuery query, Ticket<QueryWorkflowResponse> ticket)
{
    public string Id { get; } = id;

    public RunKey Run { get; } = run;

    public WorkflowQuery Query { get; } = query;

    public Ticket<QueryWorkflowResponse> Ticket { get; } = ticket;

    public QueryStage Stage { get; set; } = QueryStage.Buffered;

    /// <summary>The queue entry, while it is dispatched as a task of its own.</summary>
    public QueuedTask? Task { get; set; }
}
