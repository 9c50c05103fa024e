namespace Temporalio.Runtime.Metrics;

/// <summary>
/// The instruments of the SDK's own metrics, by their official names without the prefix. Workflow code never sees them.
/// </summary>
internal sealed class SdkInstruments(CustomMeter meter)
{
    /// <summary>Gets the meter, with the tags that all metrics have.</summary>
    public CustomMeter Meter { get; } = meter;

    public CustomCounter<long> Request { get; } = Counter(meter, "request", "Client calls made");

    public CustomCounter<long> RequestFailure { get; } =
        Counter(meter, "request_failure", "Client calls that failed");

    public CustomHistogram<TimeSpan> RequestLatency { get; } =
        Duration(meter, "request_latency", "How long client calls took");

    public CustomCounter<long> LongRequest { get; } =
        Counter(meter, "long_request", "Calls made that wait on the server");

    public CustomCounter<long> LongRequestFailure { get; } =
        Counter(meter, "long_request_failure", "Calls that wait on the server and failed");

    public CustomHistogram<TimeSpan> LongRequestLatency { get; } =
        Duration(meter, "long_request_latency", "How long calls took that wait on the server");

    public CustomCounter<long> WorkerStart { get; } = Counter(meter, "worker_start", "Workers started");

    public CustomGauge<long> NumPollers { get; } = Gauge(meter, "num_pollers", "Polls under way, by kind of queue");

    public CustomGauge<long> TaskSlotsAvailable { get; } =
        Gauge(meter, "worker_task_slots_available", "Slots that no task holds, by kind of worker");

    public CustomGauge<long> TaskSlotsUsed { get; } =
        Gauge(meter, "worker_task_slots_used", "Slots that tasks hold, by kind of worker");

    public CustomCounter<long> StickyCacheHit { get; } =
        Counter(meter, "sticky_cache_hit", "Workflow tasks that found their workflow in the cache");

    public CustomCounter<long> StickyCacheMiss { get; } =
        Counter(meter, "sticky_cache_miss", "Workflow tasks for the cache that did not find their workflow in it");

    public CustomGauge<long> StickyCacheSize { get; } = Gauge(meter, "sticky_cache_size", "Workflows in the cache");

    public CustomCounter<long> StickyCacheForcedEviction { get; } =
        Counter(meter, "sticky_cache_total_forced_eviction", "Workflows dropped from the cache before they ended");

    public CustomCounter<long> WorkflowCompleted { get; } =
        Counter(meter, "workflow_completed", "Workflows completed");

    public CustomCounter<long> WorkflowCanceled { get; } = Counter(meter, "workflow_canceled", "Workflows cancelled");

    public CustomCounter<long> WorkflowFailed { get; } =
        Counter(meter, "workflow_failed", "Workflows failed, benign failures left out");

    public CustomCounter<long> WorkflowContinueAsNew { get; } =
        Counter(meter, "workflow_continue_as_new", "Workflows continued as new");

    public CustomHistogram<TimeSpan> WorkflowEndToEndLatency { get; } =
        Duration(meter, "workflow_endtoend_latency", "From the start of a run to its end");

    public CustomCounter<long> WorkflowTaskQueuePollEmpty { get; } =
        Counter(meter, "workflow_task_queue_poll_empty", "Polls for workflow tasks that brought none");

    public CustomCounter<long> WorkflowTaskQueuePollSucceed { get; } =
        Counter(meter, "workflow_task_queue_poll_succeed", "Polls for workflow tasks that brought one");

    public CustomCounter<long> WorkflowTaskExecutionFailed { get; } =
        Counter(meter, "workflow_task_execution_failed", "Workflow tasks failed, by reason");

    public CustomHistogram<TimeSpan> WorkflowTaskScheduleToStartLatency { get; } =
        Duration(meter, "workflow_task_schedule_to_start_latency", "How long workflow tasks waited for a worker");

    public CustomHistogram<TimeSpan> WorkflowTaskReplayLatency { get; } =
        Duration(meter, "workflow_task_replay_latency", "How long the replay before a workflow task took");

    public CustomHistogram<TimeSpan> WorkflowTaskExecutionLatency { get; } =
        Duration(meter, "workflow_task_execution_latency", "How long workflow tasks took");

    public CustomCounter<long> ActivityPollNoTask { get; } =
        Counter(meter, "activity_poll_no_task", "Polls for activities that brought none");

    public CustomCounter<long> ActivityTaskReceived { get; } =
        Counter(meter, "activity_task_received", "Activity attempts received");

    public CustomCounter<long> ActivityExecutionFailed { get; } =
        Counter(meter, "activity_execution_failed", "Activity attempts failed, benign failures left out");

    public CustomHistogram<TimeSpan> ActivityScheduleToStartLatency { get; } =
        Duration(meter, "activity_schedule_to_start_latency", "How long activity attempts waited for a worker");

    public CustomHistogram<TimeSpan> ActivityExecutionLatency { get; } =
        Duration(meter, "activity_execution_latency", "How long activity attempts took");

    public CustomHistogram<TimeSpan> ActivitySucceedEndToEndLatency { get; } = Duration(
        meter, "activity_succeed_endtoend_latency", "From the scheduling of a successful activity to its end");

    public CustomCounter<long> LocalActivityTotal { get; } =
        Counter(meter, "local_activity_total", "Attempts of local activities begun");

    public CustomCounter<long> LocalActivityExecutionFailed { get; } = Counter(
        meter, "local_activity_execution_failed", "Attempts of local activities failed, benign failures left out");

    public CustomCounter<long> LocalActivityExecutionCancelled { get; } =
        Counter(meter, "local_activity_execution_cancelled", "Attempts of local activities cancelled");

    public CustomHistogram<TimeSpan> LocalActivityExecutionLatency { get; } =
        Duration(meter, "local_activity_execution_latency", "How long attempts of local activities took");

    public CustomHistogram<TimeSpan> LocalActivitySucceedEndToEndLatency { get; } = Duration(
        meter, "local_activity_succeed_endtoend_latency", "From the call of a successful local activity to its end");

    private static CustomCounter<long> Counter(CustomMeter meter, string name, string description) =>
        (CustomCounter<long>)meter.CreateCounter<long>(meter.Prefix + name, null, description);

    private static CustomGauge<long> Gauge(CustomMeter meter, string name, string description) =>
        (CustomGauge<long>)meter.CreateGauge<long>(meter.Prefix + name, null, description);

    // Their unit follows from the form in which the meter wants durations.
    private static CustomHistogram<TimeSpan> Duration(CustomMeter meter, string name, string description) =>
        (CustomHistogram<TimeSpan>)meter.CreateHistogram<TimeSpan>(meter.Prefix + name, null, description);
}
