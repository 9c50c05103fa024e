using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Runtime.Metrics;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>What activity code finds around itself.</summary>
internal static class ActivityContexts
{
    public static ActivityExecutionContext Of(
        WorkerSetup setup, ActivityInfo info, CancellationToken workerShutdown, CancellationToken cancel) => new(
        info,
        new(() => setup.LoggerFactory.CreateLogger($"Temporalio.Activity:{info.ActivityType}")),
        new(() => info.DataConverter.PayloadConverter),
        setup.Client,
        setup.Runtime.Meter.Tagged(
            new(MetricTags.Namespace, setup.Namespace),
            new(MetricTags.TaskQueue, setup.TaskQueue),
            new KeyValuePair<string, object>(MetricTags.ActivityType, info.ActivityType)),
        workerShutdown,
        cancel);
}
