using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

// Build ids still travel in fields that the API calls deprecated, and SDKs and UI read them there.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine;

/// <summary>The deprecated fields that carry build ids, in one place.</summary>
internal static class WorkerStamps
{
    public static WorkerVersionStamp? Of(PollWorkflowTaskQueueRequest request) =>
        From(request.WorkerVersionCapabilities);

    public static WorkerVersionStamp? Of(PollActivityTaskQueueRequest request) =>
        From(request.WorkerVersionCapabilities);

    public static WorkerVersionStamp? Of(RespondWorkflowTaskCompletedRequest request) => request.WorkerVersionStamp;

    public static WorkerVersionStamp? Of(WorkflowTaskStartedEventAttributes started) => started.WorkerVersion;

    public static WorkerVersionStamp? Of(WorkflowTaskCompletedEventAttributes completed) => completed.WorkerVersion;

    public static void Set(WorkflowTaskStartedEventAttributes started, WorkerVersionStamp? stamp) =>
        started.WorkerVersion = stamp;

    public static void Set(WorkflowTaskCompletedEventAttributes completed, WorkerVersionStamp? stamp) =>
        completed.WorkerVersion = stamp;

    public static void Set(WorkflowExecutionInfo info, WorkerVersionStamp? stamp) =>
        info.MostRecentWorkerVersionStamp = stamp;

    public static void SetUseWorkflowBuildId(ActivityTaskScheduledEventAttributes scheduled, bool use) =>
        scheduled.UseWorkflowBuildId = use;

    public static void CopyInheritBuildId(
        ContinueAsNewWorkflowExecutionCommandAttributes wanted,
        WorkflowExecutionContinuedAsNewEventAttributes continued) =>
        continued.InheritBuildId = wanted.InheritBuildId;

    public static void CopyInheritBuildId(
        StartChildWorkflowExecutionCommandAttributes wanted,
        StartChildWorkflowExecutionInitiatedEventAttributes initiated) =>
        initiated.InheritBuildId = wanted.InheritBuildId;

    /// <summary>The namespace a command names; empty for its own.</summary>
    public static string TargetNamespace(StartChildWorkflowExecutionCommandAttributes wanted) => wanted.Namespace;

    public static string TargetNamespace(SignalExternalWorkflowExecutionCommandAttributes wanted) => wanted.Namespace;

    public static string TargetNamespace(RequestCancelExternalWorkflowExecutionCommandAttributes wanted) =>
        wanted.Namespace;

    private static WorkerVersionStamp? From(WorkerVersionCapabilities? capabilities) => capabilities is null
        ? null
        : new WorkerVersionStamp { BuildId = capabilities.BuildId, UseVersioning = capabilities.UseVersioning };
}
