using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Temporalio.Worker.Polling;

namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Polls for workflow tasks and gives each run one at a time; different runs go on in parallel.</summary>
internal sealed class WorkflowWorker
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly string? stickyQueue;
    private readonly WorkflowTaskReporter reporter;
    private readonly WorkflowTaskHandler handler;
    private readonly PollSlots slots;
    private readonly PollerHealth health;
    private readonly Lock sync = new();
    private readonly RunTable table;
    private readonly HashSet<Task> driving = [];

    public WorkflowWorker(WorkerSetup setup, WorkflowRunContext runs)
    {
        this.setup = setup;
        logger = setup.LoggerFactory.CreateLogger<TemporalWorker>();
        var cached = setup.Options.MaxCachedWorkflows;
        stickyQueue = cached > 0 ? $"{setup.Identity}-{Guid.NewGuid():N}" : null;
        reporter = new(setup, stickyQueue, logger);
        handler = new(setup, runs, reporter, logger);
        table = new(cached);

        // More tasks at once than the cache has room for would only throw each other out.
        var wanted = setup.Options.MaxConcurrentWorkflowTasks ?? TemporalWorkerOptions.DefaultSlots;
        slots = new(cached > 0 ? Math.Min(wanted, Math.Max(2, cached)) : wanted, twoKinds: cached > 0);
        health = new(logger, setup.TaskQueue);
    }

    /// <summary>Polls until stopped. Tasks under way go on; see <see cref="ShutdownAsync"/>.</summary>
    public Task PollAsync(CancellationToken stop)
    {
        var polls = setup.Options.MaxConcurrentWorkflowTaskPolls;
        var normal = stickyQueue == null
            ? polls
            : Math.Max(1, (int)(polls * setup.Options.NonStickyToStickyPollRatio));
        var kinds = Enumerable.Range(0, polls).Select(i => i < normal ? PollKind.Normal : PollKind.Sticky);
        return PollerGroup.RunAsync(
            together => kinds.Select(kind => new Poller<PolledWorkflowTask>
            {
                Kind = kind,
                Slots = slots,
                PollAsync = token => PollOnceAsync(kind, token),
                Dispatch = Take,
                Health = health,
                Time = setup.Time,
            }.RunAsync(together)),
            stop);
    }

    /// <summary>
    /// After polling has ended: makes the server forget the sticky queue, waits until the tasks under way are answered,
    /// and drops all runs.
    /// </summary>
    public async Task ShutdownAsync()
    {
        reporter.Draining = true;
        await SayGoodbyeAsync().ConfigureAwait(false);
        while (Driving() is { Length: > 0 } left)
        {
            await Task.WhenAll(left).ConfigureAwait(false);
        }
        RunTableStep step;
        lock (sync)
        {
            step = table.Clear();
        }
        Carry(step);
    }

    private Task[] Driving()
    {
        lock (sync)
        {
            return [.. driving];
        }
    }

    private async Task<PolledWorkflowTask?> PollOnceAsync(PollKind kind, CancellationToken stop)
    {
        var response = await setup.Service.PollWorkflowTaskQueueAsync(
            new()
            {
                Namespace = setup.Namespace,
                TaskQueue = kind == PollKind.Normal
                    ? new() { Name = setup.TaskQueue, Kind = TaskQueueKind.Normal }
                    : new() { Name = stickyQueue, Kind = TaskQueueKind.Sticky, NormalName = setup.TaskQueue },
                Identity = setup.Identity,
                DeploymentOptions = setup.Deployment,
                WorkerInstanceKey = setup.InstanceKey,
            },
            new() { Retry = false, CancellationToken = stop }).ConfigureAwait(false);
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
        }
        Carry(step);
    }

    private void Carry(RunTableStep step)
    {
        foreach (var run in step.Evict)
        {
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
        }
        if (followUp == null)
        {
            slots.Release();
        }
        Carry(step);
    }

    private async Task SayGoodbyeAsync()
    {
        if (stickyQueue == null)
        {
            return;
        }
        try
        {
            await setup.Service.ShutdownWorkerAsync(
                new()
                {
                    Namespace = setup.Namespace,
                    StickyTaskQueue = stickyQueue,
                    Identity = setup.Identity,
                    Reason = "graceful shutdown",
                    WorkerInstanceKey = setup.InstanceKey,
                    TaskQueue = setup.TaskQueue,
                },
                new() { Retry = false, Timeout = TimeSpan.FromSeconds(5) }).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            // Of no consequence: the server forgets the queue by itself when nobody polls it.
            WorkerLog.GoodbyeNotHeard(logger, setup.TaskQueue, e);
        }
    }
}
