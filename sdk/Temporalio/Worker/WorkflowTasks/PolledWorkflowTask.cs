using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>A workflow task as it came from the server. It holds a slot until it is answered or dropped.</summary>
/// <param name="Response">The poll response, or the task within the answer to a completion.</param>
internal sealed record PolledWorkflowTask(PollWorkflowTaskQueueResponse Response)
{
    public string WorkflowId => Response.WorkflowExecution.WorkflowId;

    public string RunId => Response.WorkflowExecution.RunId;

    /// <summary>Gets a value indicating whether this only asks a question and adds nothing to the history.</summary>
    public bool IsQueryOnly => Response.Query != null;

    /// <summary>Gets the id of the first event; null when the task has none.</summary>
    public long? FirstEventId => Response.History is { Events: [{ } first, ..] } ? first.EventId : null;

    /// <summary>Gets a value indicating whether the events begin with the first of the run.</summary>
    public bool HasHistoryFromStart => FirstEventId == 1;

    public override string ToString() => $"task of {WorkflowId}/{RunId}, started {Response.StartedEventId}";
}
