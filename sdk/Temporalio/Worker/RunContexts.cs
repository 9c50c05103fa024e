using Temporalio.Common;
using Temporalio.Worker.LocalActivityTasks;

namespace Temporalio.Worker;

/// <summary>From the setup of a worker to what its runs share.</summary>
internal static class RunContexts
{
    private static readonly TimeSpan DeadlockTimeout = TimeSpan.FromSeconds(2);

    public static WorkflowRunContext Of(WorkerSetup setup, LocalActivityWorker locals) => new()
    {
        Namespace = setup.Namespace,
        TaskQueue = setup.TaskQueue,
        Workflows = new(setup.Options.Workflows),
        DataConverter = setup.DataConverter,
        InterceptWorkflow = root => setup.Interceptors.Reverse()
            .Aggregate(root, (next, interceptor) => interceptor.InterceptWorkflow(next)),
        LoggerFactory = setup.LoggerFactory,
        FailureExceptionTypes = setup.Options.WorkflowFailureExceptionTypes ?? [],
        DeadlockTimeout = setup.Options.DebugMode ? Timeout.InfiniteTimeSpan : DeadlockTimeout,
        SdkMetadataSupported = setup.SdkMetadataSupported,
        TracesCalls = !setup.Options.DisableWorkflowTracingEventListener,
        DeploymentVersion = setup.Options.DeploymentOptions?.Version ??
            (setup.BuildId.Length > 0 ? new(string.Empty, setup.BuildId) : null),
        DefaultVersioningBehavior =
            setup.Options.DeploymentOptions?.DefaultVersioningBehavior ?? VersioningBehavior.Unspecified,
        TaskStarting = setup.Options.OnTaskStarting,
        TaskCompleted = setup.Options.OnTaskCompleted,
        ActivatePatch = setup.Options.PatchActivationCallback,
        OpenLocalActivities = run => new(locals, setup, run),
        RequireLocalActivity = locals.Require,
        Clock = setup.Time,
        Meter = setup.Runtime.Meter,
        StackTrace = setup.Options.WorkflowStackTrace,
    };
}
