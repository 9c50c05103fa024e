using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Activities;

namespace DirectedExecution.Activities;

/// <summary>The activities through which a run acts on the world and reads it.</summary>
public sealed class ToolActivities(ToolCalls calls, TimeProvider time) : IToolActivities
{
    [Activity]
    public async Task<ActionReport> ExecuteToolActionAsync(ToolActionRequest request)
    {
        var context = ActivityExecutionContext.Current;
        await using var heartbeat = Heartbeat.Start(context, time);
        var mostAttempts = context.Info.RetryPolicy?.MaximumAttempts ?? 0;
        var hasTriesLeft = mostAttempts == 0 || context.Info.Attempt < mostAttempts;
        return await calls.ExecuteAsync(request, hasTriesLeft, context.CancellationToken);
    }

    [Activity]
    public async Task<ReadingsResult> TakeReadingsAsync(ReadingsRequest request)
    {
        var context = ActivityExecutionContext.Current;
        await using var heartbeat = Heartbeat.Start(context, time);
        return await calls.ReadAsync(request, context.CancellationToken);
    }
}
