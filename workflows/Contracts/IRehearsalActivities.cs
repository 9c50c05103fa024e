using DirectedExecution.Domain.Steps;
using Temporalio.Activities;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// What stands in the place of the tools in a rehearsal. Each call brings its answer along; nothing here can reach a
/// system.
/// </summary>
public interface IRehearsalActivities
{
    /// <summary>Reports of an action what the script says, after the time that it says.</summary>
    [Activity]
    Task<ActionReport> RehearseActionAsync(RehearsedActionRequest request);

    /// <summary>Gives the readings that the script says.</summary>
    [Activity]
    Task<ReadingsResult> RehearseReadingsAsync(RehearsedReadingsRequest request);
}
