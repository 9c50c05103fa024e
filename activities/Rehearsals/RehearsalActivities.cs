using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Activities;

namespace DirectedExecution.Activities.Rehearsals;

/// <summary>The activities of a rehearsal. They know no tool: whatever a script says, nothing can be sent.</summary>
public sealed class RehearsalActivities(RehearsedCalls calls, TimeProvider time) : IRehearsalActivities
{
    [Activity]
    public async Task<ActionReport> RehearseActionAsync(RehearsedActionRequest request)
    {
        var context = ActivityExecutionContext.Current;
        await using var heartbeat = Heartbeat.Start(context, time);
        return await calls.ActAsync(request, context.CancellationToken);
    }

    [Activity]
    public async Task<ReadingsResult> RehearseReadingsAsync(RehearsedReadingsRequest request)
    {
        var context = ActivityExecutionContext.Current;
        await using var heartbeat = Heartbeat.Start(context, time);
        return await calls.ReadAsync(request, context.CancellationToken);
    }
}
