namespace Temporalio.Runtime.Metrics;

/// <summary>The names of the tags of the SDK's own metrics, and the values that are no free text.</summary>
internal static class MetricTags
{
    public const string Namespace = "namespace";
    public const string TaskQueue = "task_queue";
    public const string WorkflowType = "workflow_type";
    public const string ActivityType = "activity_type";
    public const string WorkerType = "worker_type";
    public const string PollerType = "poller_type";
    public const string Operation = "operation";
    public const string StatusCode = "status_code";
    public const string FailureReason = "failure_reason";
    public const string Eager = "eager";

    public const string WorkflowWorker = "WorkflowWorker";
    public const string ActivityWorker = "ActivityWorker";
    public const string LocalActivityWorker = "LocalActivityWorker";

    public const string WorkflowPoller = "workflow_task";
    public const string StickyPoller = "sticky_workflow_task";
    public const string ActivityPoller = "activity_task";

    public const string NondeterminismReason = "NonDeterminismError";
    public const string WorkflowReason = "WorkflowError";
    public const string TooLargeReason = "GrpcMessageTooLarge";
}
