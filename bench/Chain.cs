using Temporalio.Client;

namespace DirectedExecution.Bench;

/// <summary>The chain of a workflow that continues as new.</summary>
internal static class Chain
{
    /// <summary>How many runs it has, and how much the last one was given to begin with.</summary>
    public static async Task<(int Runs, int Bytes)> OfAsync(ITemporalClient client, string workflowId)
    {
        var runs = 0;
        await foreach (var execution in client.ListWorkflowsAsync($"WorkflowId = '{workflowId}'"))
        {
            runs += execution.Id == workflowId ? 1 : 0;
        }

        await foreach (var first in client.GetWorkflowHandle(workflowId).FetchHistoryEventsAsync())
        {
            return (runs, first.WorkflowExecutionStartedEventAttributes.Input.CalculateSize());
        }

        throw new InvalidOperationException($"{workflowId} has no history.");
    }
}
