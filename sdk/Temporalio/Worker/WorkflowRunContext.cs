using Microsoft.Extensions.Logging;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Runtime;
using Temporalio.Runtime.Metrics;
using Temporalio.Worker.Interceptors;
using Temporalio.Worker.LocalActivityTasks;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>What all runs of one worker share.</summary>
internal sealed record WorkflowRunContext
{
    /// <summary>Gets the namespace of the worker.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the worker's own task queue: where activities go that name none.</summary>
    public required string TaskQueue { get; init; }

    /// <summary>Gets the workflows.</summary>
    public required WorkflowRunRegistry Workflows { get; init; }

    /// <summary>Gets converters and codec.</summary>
    public required DataConverter DataConverter { get; init; }

    /// <summary>Gets what puts the worker's interceptors around a run.</summary>
    public Func<WorkflowInboundInterceptor, WorkflowInboundInterceptor> InterceptWorkflow { get; init; } = next => next;

    /// <summary>Gets where workflow code logs to.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>Gets what hears of a task before it runs.</summary>
    public Action<WorkflowInstance> TaskStarting { get; init; } = _ => { };

    /// <summary>Gets what hears of a task after it ran.</summary>
    public Action<WorkflowInstance, Exception?> TaskCompleted { get; init; } = (_, _) => { };

    /// <summary>Gets what decides about patches met for the first time; null: they are taken.</summary>
    public Func<PatchActivationInput, bool>? ActivatePatch { get; init; }

    /// <summary>Gets what opens the local activities of a run; null where runs are only replayed.</summary>
    public Func<WorkflowRunStart, LocalActivityRun>? OpenLocalActivities { get; init; }

    /// <summary>Gets what throws for a local activity that this worker does not have.</summary>
    public Action<string> RequireLocalActivity { get; init; } = _ => { };

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the meter of workflow code.</summary>
    public CustomMeter Meter { get; init; } = TemporalRuntime.Default.Meter;

    /// <summary>Gets further exception types that fail a workflow instead of its task.</summary>
    public IReadOnlyCollection<Type> FailureExceptionTypes { get; init; } = [];

    /// <summary>Gets how long user code may run without giving way; infinite in debug mode.</summary>
    public TimeSpan DeadlockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets a value indicating whether the server keeps SDK flags (capability <c>sdk_metadata</c>).</summary>
    public bool SdkMetadataSupported { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether calls of workflow code that leave its scheduler fail the task.
    /// </summary>
    public bool TracesCalls { get; init; }

    /// <summary>Gets the deployment version of this worker, or its build id alone; null if it has neither.</summary>
    public WorkerDeploymentVersion? DeploymentVersion { get; init; }

    /// <summary>Gets the versioning behaviour of workflows that name none.</summary>
    public VersioningBehavior DefaultVersioningBehavior { get; init; } = VersioningBehavior.Unspecified;

    /// <summary>Gets whether stack traces are kept for queries.</summary>
    public WorkflowStackTrace StackTrace { get; init; } = WorkflowStackTrace.None;

    /// <summary>
    /// Gets a value indicating whether runs are only replayed: then non-determinism is always what is reported, even
    /// where
    /// on a worker it would fail the workflow.
    /// </summary>
    public bool IsReplayOnly { get; init; }
}
