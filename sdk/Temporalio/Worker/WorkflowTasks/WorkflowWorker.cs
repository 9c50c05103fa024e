using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Worker.Polling;
using Temporalio.Worker.Tuning;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Polls for workflow tasks and gives each run one at a time; different runs go on in parallel.</summary>
internal sealed class WorkflowWorker : IEagerStarts
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly WorkflowTaskReporter reporter;
    private readonly WorkflowTaskHandler handler;
    private readonly PollSlots slots;
    private readonly PollerHealth health;
    private readonly Lock sync = new();
    private readonly RunTable table;
    private readonly HashSet<Task> driving = [];

    public WorkflowWorker(WorkerSetup setup, WorkflowRunContext runs, IEagerActivities? activities = null)
    {
        this.setup = setup;
        logger = setup.Logger;
        var cached = setup.Options.MaxCachedWorkflows;
        StickyQueue = cached > 0 ? $"{setup.Identity}-{Guid.NewGuid():N}" : null;
        reporter = new(setup, StickyQueue, logger, activities);
        handler = new(setup, runs, reporter, logger);
        table = new(cached);

        // More tasks at once than the cache has room for would only throw each other out.
        var wanted = setup.Options.MaxConcurrentWorkflowTasks ?? TemporalWorkerOptions.DefaultSlots;
        slots = new(
            cached > 0 ? Math.Min(wanted, Math.Max(2, cached)) : wanted, cached > 0, setup.Metrics.WorkflowSlots);
        health = new(logger, setup.TaskQueue);
    }

    /// <summary>Gets the queue of this worker alone; null without a cache.</summary>
    public string? StickyQueue { get; }

    /// <summary>Gets the polls on that queue, which end when the server forgets it.</summary>
    public Task StickyPolls { get; private set; } = Task.CompletedTask;

    /// <summary>Asks for no more tasks with the answers from now on.</summary>
    public void Drain() => reporter.Draining = true;

    public string Namespace => setup.Namespace;

    public string TaskQueue => setup.TaskQueue;

    public Api.Deployment.V1.WorkerDeploymentOptions? Deployment => setup.Deployment;

    public bool TryReserve() => !reporter.Draining && slots.TryTake();

    public void Release() => slots.Release();

    public void Start(PollWorkflowTaskQueueResponse task) => Take(new(task));

    /// <summary>Polls until stopped. Tasks under way go on; see <see cref="ShutdownAsync"/>.</summary>
    public Task PollAsync(PollStop stop)
    {
        var polls = setup.Options.MaxConcurrentWorkflowTaskPolls;
        var isScaled = setup.Options.WorkflowTaskPollerBehavior is PollerBehavior.Autoscaling;
        var normal = StickyQueue == null || isScaled
            ? polls
            : Math.Max(1, (int)(polls * setup.Options.NonStickyToStickyPollRatio));
        var sticky = StickyQueue == null ? 0 : isScaled ? polls : polls - normal;
        return PollerGroup.RunAsync(
            together =>
            {
                StickyPolls = PollAsync(PollKind.Sticky, sticky, together);
                return [PollAsync(PollKind.Normal, normal, together), StickyPolls];
            },
            stop);
    }

    /// <summary>After polling has ended: waits until the tasks under way are answered, and drops all runs.</summary>
    public async Task ShutdownAsync()
    {
        while (Driving() is { Length: > 0 } left)
        {
            await Task.WhenAll(left).ConfigureAwait(false);
        }
        RunTableStep step;
        lock (sync)
        {
            step = table.Clear();
            setup.Metrics.CacheSize(table.Count);
        }
        Carry(step);
    }

    private Task PollAsync(PollKind kind, int count, PollStop stop)
    {
        var scale = setup.ScaleOf(setup.Options.WorkflowTaskPollerBehavior);
        return PollerGroup.RunAsync(
            together => Enumerable.Range(0, count).Select(_ => new Poller<PolledWorkflowTask>
            {
                Kind = kind,
                Slots = slots,
                PollAsync = token => PollOnceAsync(kind, scale, token),
                Dispatch = Take,
                Health = health,
                Time = setup.Time,
                Scale = scale,
            }.RunAsync(together)),
            stop);
    }

    private Task[] Driving()
    {
        lock (sync)
        {
            return [.. driving];
        }
    }

    private async Task<PolledWorkflowTask?> PollOnceAsync(PollKind kind, PollScale? scale, CancellationToken stop)
    {
        var response = await setup.Service.PollWorkflowTaskQueueAsync(
            new PollWorkflowTaskQueueRequest
            {
                Namespace = setup.Namespace,
                TaskQueue = kind == PollKind.Normal
                    ? new() { Name = setup.TaskQueue, Kind = TaskQueueKind.Normal }
                    : new() { Name = StickyQueue, Kind = TaskQueueKind.Sticky, NormalName = setup.TaskQueue },
                Identity = setup.Identity,
                DeploymentOptions = setup.Deployment,
                WorkerInstanceKey = setup.InstanceKey,
            }.Stamped(setup),
            new() { Retry = false, CancellationToken = stop, Timeout = scale?.Timeout }).ConfigureAwait(false);
        scale?.Polled(response.PollerScalingDecision, gotTask: !response.TaskToken.IsEmpty);
        setup.Metrics.WorkflowPolled(response.TaskToken.IsEmpty ? null : response);
        if (response.TaskToken.IsEmpty)
        {
            return null;
        }
        if (response.WorkflowExecution == null || response.WorkflowType == null)
        {
            WorkerLog.WorkflowTaskIncomplete(logger, setup.TaskQueue);
            return null;
        }
        return new(response);
    }

    private void Take(PolledWorkflowTask task)
    {
        RunTableStep step;
        lock (sync)
        {
            step = table.Offer(task);
            setup.Metrics.CacheSize(table.Count);
        }
        Carry(step);
    }

    private void Carry(RunTableStep step)
    {
        foreach (var run in step.Evict)
        {
            if (!run.HasEnded)
            {
                setup.Metrics.ForcedEviction();
            }
            run.Evict();
        }
        foreach (var dropped in step.Dropped)
        {
            WorkerLog.WorkflowTaskReplaced(logger, dropped.WorkflowId, dropped.RunId);
            slots.Release();
        }
        foreach (var (entry, task) in step.Start)
        {
            Drive(entry, task);
        }
    }

    private void Drive(RunEntry entry, PolledWorkflowTask task)
    {
        // In the set before it runs, so that it always finds itself there at its end.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            driving.Add(ended.Task);
        }
        _ = Task.Run(async () =>
        {
            await HandleAsync(entry, task).ConfigureAwait(false);
            lock (sync)
            {
                driving.Remove(ended.Task);
            }
            ended.SetResult();
        });
    }

    private async Task HandleAsync(RunEntry entry, PolledWorkflowTask task)
    {
        PolledWorkflowTask? followUp = null;
        var keep = false;
        try
        {
            (followUp, keep) = await handler.HandleAsync(entry, task).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WorkerLog.WorkflowTaskBroken(logger, task.WorkflowId, task.RunId, e);
        }
        RunTableStep step;
        lock (sync)
        {
            step = table.Finish(entry, followUp, keep);
            setup.Metrics.CacheSize(table.Count);
        }
        if (followUp == null)
        {
            slots.Release();
        }
        Carry(step);
    }
}
