using System.Collections.Concurrent;
using Conformance.Tests.Dialogue;
using Temporalio.Api.Command.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Schedules;

/// <summary>
/// Takes tasks until it has the one that is wanted, for a queue keeps no order among runs; those that it took on the way
/// it keeps for later.
/// </summary>
internal sealed class ScheduleStoryWorker
{
    private readonly ConcurrentDictionary<string, PollWorkflowTaskQueueResponse> held = new();

    /// <summary>Answers the task of a run, and tells what the run began with.</summary>
    public async Task<string> EndAsync(Conversation talk, string workflowId, Command command)
    {
        while (true)
        {
            if (!held.TryRemove(workflowId, out var task))
            {
                var next = await talk.PollAsync();
                held[next.WorkflowExecution.WorkflowId] = next;
                continue;
            }

            try
            {
                await talk.CompleteAsync(task, command);
                var started = task.History.Events[0].WorkflowExecutionStartedEventAttributes;
                return $"{workflowId} after {started.LastCompletionResult} {started.ContinuedFailure?.Message}";
            }
            catch (RpcException old) when (
                old.Code is RpcException.StatusCode.NotFound or RpcException.StatusCode.InvalidArgument)
            {
                // It was of a run that is over, or of one that was told something since: there is a newer task.
            }
        }
    }
}
