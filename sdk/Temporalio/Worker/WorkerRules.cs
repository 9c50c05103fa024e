using Temporalio.Worker.Tuning;

namespace Temporalio.Worker;

/// <summary>Checks the options of a worker once, before it does anything.</summary>
internal static class WorkerRules
{
    /// <exception cref="ArgumentException">The options are wrong; the message says how.</exception>
    /// <exception cref="NotSupportedException">They ask for something that this SDK does not have.</exception>
    public static void Check(TemporalWorkerOptions options)
    {
        Require(!string.IsNullOrWhiteSpace(options.TaskQueue), "TaskQueue is required");
        Require(
            options.Activities.Count + options.Workflows.Count > 0,
            "A worker needs at least one activity or workflow");
        Require(
            !options.LocalActivityWorkerOnly || options.Workflows.Count > 0,
            "A worker for local activities only needs a workflow");
        CheckNames("activity", options.Activities.Select(a => a.Name));
        CheckNames("workflow", options.Workflows.Select(w => w.Name));
        foreach (var workflow in options.Workflows)
        {
            Require(workflow.Instantiable, $"{workflow.Type} cannot be instantiated, so no worker can run it");
        }
        Require(options.MaxCachedWorkflows >= 0, "MaxCachedWorkflows is negative");
        Require(options.MaxConcurrentActivities is null or > 0, "MaxConcurrentActivities is below 1");
        Require(options.MaxConcurrentLocalActivities is null or > 0, "MaxConcurrentLocalActivities is below 1");
        Require(options.MaxConcurrentWorkflowTasks is null or > 0, "MaxConcurrentWorkflowTasks is below 1");
        Require(options.MaxConcurrentActivityTaskPolls > 0, "MaxConcurrentActivityTaskPolls is below 1");
        Require(options.MaxConcurrentWorkflowTaskPolls > 0, "MaxConcurrentWorkflowTaskPolls is below 1");
        Require(options.NonStickyToStickyPollRatio is >= 0 and <= 1, "NonStickyToStickyPollRatio is not between 0 and 1");
        Require(options.MaxActivitiesPerSecond is null or > 0, "MaxActivitiesPerSecond is not above 0");
        Require(options.GracefulShutdownTimeout >= TimeSpan.Zero, "GracefulShutdownTimeout is negative");
        Require(
            options.MaxHeartbeatThrottleInterval > TimeSpan.Zero && options.DefaultHeartbeatThrottleInterval > TimeSpan.Zero,
            "A heartbeat throttle interval is not above 0");
        if (options.MaxCachedWorkflows > 0)
        {
            // One poll and one slot for each of the two queues, or one of them is never served.
            // Autoscaled polls are counted for each queue.
            Require(
                options.MaxConcurrentWorkflowTaskPolls > 1 ||
                options.WorkflowTaskPollerBehavior is PollerBehavior.Autoscaling,
                "A workflow cache needs at least 2 workflow task polls");
            Require(options.MaxConcurrentWorkflowTasks is null or > 1, "A workflow cache needs at least 2 workflow task slots");
        }
        Require(
            options.MaxEagerActivityReservationsPerWorkflowTask >= 0,
            "MaxEagerActivityReservationsPerWorkflowTask is negative");
        if (options.UseWorkerVersioning)
        {
            throw new NotSupportedException(
                "UseWorkerVersioning, the old versioning by build id, is not supported; use DeploymentOptions");
        }
    }

    /// <summary>Puts what a tuner and poller behaviours say where plain numbers stand.</summary>
    /// <exception cref="ArgumentException">Both say something.</exception>
    /// <exception cref="NotSupportedException">They ask for something that this SDK does not have.</exception>
    public static void ApplyTuning(TemporalWorkerOptions options)
    {
        if (options.Tuner is { } tuner)
        {
            Require(
                options is
                {
                    MaxConcurrentWorkflowTasks: null,
                    MaxConcurrentActivities: null,
                    MaxConcurrentLocalActivities: null,
                },
                "Cannot set both Tuner and any of the MaxConcurrent slot options");
            options.MaxConcurrentWorkflowTasks = SlotsOf(tuner.WorkflowTaskSlotSupplier);
            options.MaxConcurrentActivities = SlotsOf(tuner.ActivityTaskSlotSupplier);
            options.MaxConcurrentLocalActivities = SlotsOf(tuner.LocalActivitySlotSupplier);
            options.Tuner = null;
        }

        options.MaxConcurrentWorkflowTaskPolls =
            PollsOf(options.WorkflowTaskPollerBehavior) ?? options.MaxConcurrentWorkflowTaskPolls;
        options.MaxConcurrentActivityTaskPolls =
            PollsOf(options.ActivityTaskPollerBehavior) ?? options.MaxConcurrentActivityTaskPolls;
    }

    private static int SlotsOf(SlotSupplier supplier) => supplier is FixedSizeSlotSupplier fixedSize
        ? fixedSize.SlotCount
        : throw new NotSupportedException(
            $"{supplier.GetType().Name} is not supported by this SDK; use {nameof(FixedSizeSlotSupplier)}");

    private static int? PollsOf(PollerBehavior? behavior) => behavior switch
    {
        null => null,
        PollerBehavior.SimpleMaximum simple => simple.Maximum,
        PollerBehavior.Autoscaling scaled => Checked(scaled).Maximum,
        _ => throw new NotSupportedException(
            $"Poller behavior {behavior.GetType().Name} is not supported by this SDK; use {nameof(PollerBehavior.SimpleMaximum)}"),
    };

    private static PollerBehavior.Autoscaling Checked(PollerBehavior.Autoscaling behavior)
    {
        Require(behavior.Minimum > 0, "The minimum of autoscaled polls is below 1");
        Require(behavior.Maximum >= behavior.Minimum, "The maximum of autoscaled polls is below their minimum");
        Require(
            behavior.Initial >= behavior.Minimum && behavior.Initial <= behavior.Maximum,
            "The initial number of autoscaled polls is not between their minimum and maximum");
        return behavior;
    }

    private static void CheckNames(string what, IEnumerable<string?> names)
    {
        var all = names.ToList();
        var twice = all.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        Require(twice == null, twice?.Key == null ? $"More than one dynamic {what}" : $"Duplicate {what} named {twice.Key}");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
