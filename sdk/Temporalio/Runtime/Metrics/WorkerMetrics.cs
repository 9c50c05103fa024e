using Temporalio.Api.WorkflowService.V1;
using Temporalio.Worker.Polling;

namespace Temporalio.Runtime.Metrics;

/// <summary>What one worker measures of itself, with its namespace and task queue as tags.</summary>
internal sealed class WorkerMetrics
{
    private readonly SdkInstruments instruments;
    private readonly CustomMeter meter;
    private readonly CustomMeter workflowWorker;
    private readonly CustomMeter activityWorker;
    private readonly CustomMeter localActivityWorker;
    private readonly CustomMeter workflowPoller;
    private readonly CustomMeter stickyPoller;
    private readonly CustomMeter activityPoller;

    public WorkerMetrics(SdkInstruments instruments, string ns, string taskQueue)
    {
        this.instruments = instruments;
        meter = instruments.Meter.Tagged(
            new(MetricTags.Namespace, ns), new KeyValuePair<string, object>(MetricTags.TaskQueue, taskQueue));
        workflowWorker = With(MetricTags.WorkerType, MetricTags.WorkflowWorker);
        activityWorker = With(MetricTags.WorkerType, MetricTags.ActivityWorker);
        localActivityWorker = With(MetricTags.WorkerType, MetricTags.LocalActivityWorker);
        workflowPoller = With(MetricTags.PollerType, MetricTags.WorkflowPoller);
        stickyPoller = With(MetricTags.PollerType, MetricTags.StickyPoller);
        activityPoller = With(MetricTags.PollerType, MetricTags.ActivityPoller);
    }

    public void Started() => instruments.WorkerStart.Count(meter);

    /// <summary>Notes how the slots for workflow tasks are in use.</summary>
    public void WorkflowSlots(PollBalance balance)
    {
        Slots(workflowWorker, balance);
        instruments.NumPollers.Set(workflowPoller, balance.NormalPolls);
        if (balance.TwoKinds)
        {
            instruments.NumPollers.Set(stickyPoller, balance.StickyPolls);
        }
    }

    /// <summary>Notes how the slots for activities are in use.</summary>
    public void ActivitySlots(PollBalance balance)
    {
        Slots(activityWorker, balance);
        instruments.NumPollers.Set(activityPoller, balance.NormalPolls);
    }

    /// <summary>Notes how the slots for local activities are in use.</summary>
    public void LocalActivitySlots(int held, int capacity) => Slots(localActivityWorker, held, capacity);

    /// <summary>Notes what a poll for workflow tasks brought; null for nothing.</summary>
    public void WorkflowPolled(PollWorkflowTaskQueueResponse? task)
    {
        if (task is null)
        {
            instruments.WorkflowTaskQueuePollEmpty.Count(meter);
            return;
        }

        instruments.WorkflowTaskQueuePollSucceed.Count(meter);
        if (task.ScheduledTime is { } scheduled && task.StartedTime is { } started)
        {
            instruments.WorkflowTaskScheduleToStartLatency.Took(meter, (started - scheduled).ToTimeSpan());
        }
    }

    public void ActivityPollEmpty() => instruments.ActivityPollNoTask.Count(meter);

    public void CacheSize(int count) => instruments.StickyCacheSize.Set(meter, count);

    public void CacheMiss() => instruments.StickyCacheMiss.Count(meter);

    public void ForcedEviction() => instruments.StickyCacheForcedEviction.Count(meter);

    /// <summary>What is measured of runs of one workflow type.</summary>
    public RunMetrics Run(string workflowType) => new(instruments, With(MetricTags.WorkflowType, workflowType));

    /// <summary>What is measured of one activity attempt, which has just been received.</summary>
    public ActivityMetrics Received(PollActivityTaskQueueResponse task, bool isEager)
    {
        var at = meter.Tagged(
            new(MetricTags.ActivityType, task.ActivityType?.Name ?? string.Empty),
            new KeyValuePair<string, object>(MetricTags.WorkflowType, task.WorkflowType?.Name ?? string.Empty));
        instruments.ActivityTaskReceived.Count(at.Tagged(new KeyValuePair<string, object>(MetricTags.Eager, isEager)));
        if (task.CurrentAttemptScheduledTime is { } scheduled && task.StartedTime is { } started)
        {
            instruments.ActivityScheduleToStartLatency.Took(meter, (started - scheduled).ToTimeSpan());
        }

        return new(instruments, at, task.ScheduledTime?.ToDateTimeOffset());
    }

    /// <summary>What is measured of one local activity.</summary>
    public LocalActivityMetrics LocalActivity(string activityType, string workflowType) => new(
        instruments,
        meter.Tagged(
            new(MetricTags.ActivityType, activityType),
            new KeyValuePair<string, object>(MetricTags.WorkflowType, workflowType)));

    private void Slots(CustomMeter at, PollBalance balance) => Slots(at, balance.Held, balance.Capacity);

    private void Slots(CustomMeter at, int held, int capacity)
    {
        instruments.TaskSlotsUsed.Set(at, held);
        instruments.TaskSlotsAvailable.Set(at, capacity - held);
    }

    private CustomMeter With(string tag, string value) =>
        meter.Tagged(new KeyValuePair<string, object>(tag, value));
}
