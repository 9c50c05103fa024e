namespace Temporalio.Worker;

/// <summary>From the setup of a worker to what its runs share.</summary>
internal static class RunContexts
{
    public static WorkflowRunContext Of(WorkerSetup setup) => new()
    {
        Namespace = setup.Namespace,
        TaskQueue = setup.TaskQueue,
        LoggerFactory = setup.LoggerFactory,
        FailureExceptionTypes = setup.Options.WorkflowFailureExceptionTypes ?? [],
        DeadlockTimeout = setup.Options.DebugMode ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(2),
        BuildId = setup.BuildId,
        SdkMetadataSupported = setup.SdkMetadataSupported,
    };
}
