using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Polls, and the moment when a task meets its worker.</summary>
internal sealed class Dispatcher(EngineCore core)
{
    public void Poll(PollWorkflowTaskQueueRequest request, Ticket<PollWorkflowTaskQueueResponse> ticket)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        Wait(
            new Poller
            {
                Namespace = request.Namespace,
                Identity = request.Identity,
                Ticket = ticket,
                Queue = new TaskQueueKey(owner.Id, QueueName(request.TaskQueue), TaskQueueType.Workflow),
                WorkerVersion = WorkerStamps.Of(request),
            },
            () => core.Turn.Answer(ticket, new PollWorkflowTaskQueueResponse()));
    }

    public void Poll(PollActivityTaskQueueRequest request, Ticket<PollActivityTaskQueueResponse> ticket)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        Wait(
            new Poller
            {
                Namespace = request.Namespace,
                Identity = request.Identity,
                Ticket = ticket,
                Queue = new TaskQueueKey(owner.Id, QueueName(request.TaskQueue), TaskQueueType.Activity),
                WorkerVersion = WorkerStamps.Of(request),
            },
            () => core.Turn.Answer(ticket, new PollActivityTaskQueueResponse()));
    }

    /// <summary>Hands over everything that can be handed over.</summary>
    public void Pump() => core.Matcher.Pump(HandOver);

    /// <summary>The worker behind a sticky queue is gone: its tasks go to the normal queue.</summary>
    public void ForgetSticky(string namespaceId, string stickyQueue)
    {
        var left = core.Matcher.ForgetPollers(new TaskQueueKey(namespaceId, stickyQueue, TaskQueueType.Workflow));
        foreach (var task in left)
        {
            if (core.Runs.Find(task.Run) is not { } run)
            {
                continue;
            }

            core.WorkflowTasks.ClearStickiness(run);
            if (task.Kind == TaskKind.Query)
            {
                core.Queries.LeaveStickyQueue(task);
            }

            core.Transactions.Close(run);
        }
    }

    private static string QueueName(Temporalio.Api.TaskQueue.V1.TaskQueue? queue) => queue is { Name.Length: > 0 }
        ? queue.Name
        : throw RpcError.InvalidArgument("TaskQueue is not set on request.");

    private void Wait(Poller poller, Action answerEmpty)
    {
        core.Matcher.AddPoller(poller, core.Now);
        core.DeadlineQueue.Add(poller.Ticket.ExpiresAt, new Expiry(poller.Ticket, () =>
        {
            core.Matcher.NotePollEnd(poller, core.Now);
            answerEmpty();
        }));
    }

    private bool HandOver(QueuedTask task, Poller poller)
    {
        if (task.IsDead)
        {
            return false;
        }

        task.IsDead = true;
        core.Matcher.NotePollEnd(poller, core.Now);
        return task.Kind switch
        {
            TaskKind.WorkflowTask => HandOverWorkflowTask(task, poller),
            TaskKind.Activity => HandOverActivity(task, poller),
            _ => HandOverQuery(task, poller),
        };
    }

    private bool HandOverWorkflowTask(QueuedTask task, Poller poller)
    {
        if (core.Runs.Find(task.Run) is not { IsOpen: true } run ||
            WorkflowTaskMachine.Of(run.State) != WorkflowTaskStatus.Scheduled ||
            poller.WorkflowTicket is not { } ticket)
        {
            return false;
        }

        var isPartial = run.State.WorkflowTask.TaskQueue.Kind == TaskQueueKind.Sticky;
        core.WorkflowTasks.Start(run, poller.Identity, core.Ids.NewId(), poller.WorkerVersion);
        var queries = core.Queries.TakeForTask(run);
        core.Transactions.Close(run);
        core.Turn.Answer(ticket, core.Polls.WorkflowTask(run, isPartial, queries));
        return true;
    }

    private bool HandOverActivity(QueuedTask task, Poller poller)
    {
        if (core.Runs.Find(task.Run) is not { IsOpen: true } run ||
            !run.State.Activities.TryGetValue(task.ScheduledEventId, out var activity) ||
            ActivityMachine.Of(activity) != ActivityStatus.Waiting ||
            poller.ActivityTicket is not { } ticket)
        {
            return false;
        }

        core.Activities.Start(run, activity, poller.Identity);
        core.Transactions.Close(run);
        core.Turn.Answer(ticket, core.Polls.Activity(run, activity, poller.Namespace));
        return true;
    }

    private bool HandOverQuery(QueuedTask task, Poller poller)
    {
        if (poller.WorkflowTicket is not { } ticket || core.Queries.Send(task) is not { } reply)
        {
            return false;
        }

        core.Turn.Answer(ticket, reply);
        return true;
    }
}
