using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Takes first tasks of workflows that come with the answer to their start.</summary>
internal interface IEagerStarts
{
    string Namespace { get; }

    string TaskQueue { get; }

    Api.Deployment.V1.WorkerDeploymentOptions? Deployment { get; }

    /// <summary>Takes a slot, if there is one to spare.</summary>
    bool TryReserve();

    /// <summary>Gives a slot back that no task came for.</summary>
    void Release();

    /// <summary>Runs a task in a slot that was taken before.</summary>
    void Start(PollWorkflowTaskQueueResponse task);
}
