using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Takes activities that come with the answer to a workflow task.</summary>
internal interface IEagerActivities
{
    /// <summary>Takes a slot, if there is one to spare.</summary>
    bool TryReserve();

    /// <summary>Gives a slot back that no activity came for.</summary>
    void Release();

    /// <summary>Runs an activity in a slot that was taken before.</summary>
    void Start(PollActivityTaskQueueResponse task);
}
