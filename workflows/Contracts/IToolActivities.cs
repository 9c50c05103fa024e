using DirectedExecution.Domain.Steps;
using Temporalio.Activities;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>Acting on the world and reading it.</summary>
public interface IToolActivities
{
    /// <summary>Carries out one action. What it cannot prove it reports as unknown.</summary>
    [Activity]
    Task<ActionReport> ExecuteToolActionAsync(ToolActionRequest request);

    /// <summary>Takes readings. Changes nothing, so it may be repeated.</summary>
    [Activity]
    Task<ReadingsResult> TakeReadingsAsync(ReadingsRequest request);
}
