using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Polls, and the moment when a task meets its worker.</summary>
internal sealed class Dispatcher(EngineCore core)
{
    private readonly DepartedWorkers departed = new();

    public void Poll(PollWorkflowTaskQueueRequest request, Ticket<PollWorkflowTaskQueueResponse> ticket) =>
        Wait(new Poller
        {
            Namespace = request.Namespace,
            Identity = request.Identity,
            Ticket = ticket,
            Queue = Queue(request.Namespace, request.TaskQueue, TaskQueueType.Workflow),
            WorkerInstanceKey = request.WorkerInstanceKey,
            AnswerEmpty = () => core.Turn.Answer(ticket, new PollWorkflowTaskQueueResponse()),
            WorkerVersion = WorkerStamps.Of(request),
        });

    public void Poll(PollActivityTaskQueueRequest request, Ticket<PollActivityTaskQueueResponse> ticket) =>
        Wait(new Poller
        {
            Namespace = request.Namespace,
            Identity = request.Identity,
            Ticket = ticket,
            Queue = Queue(request.Namespace, request.TaskQueue, TaskQueueType.Activity),
            WorkerInstanceKey = request.WorkerInstanceKey,
            AnswerEmpty = () => core.Turn.Answer(ticket, new PollActivityTaskQueueResponse()),
            WorkerVersion = WorkerStamps.Of(request),
        });

    /// <summary>Hands over everything that can be handed over.</summary>
    public void Pump() => core.Matcher.Pump(HandOver);

    /// <summary>
    /// A worker takes no more tasks: its polls, and those still on their way here, are answered empty at once. A poll
    /// that the worker broke off itself might have been given a task in that moment.
    /// </summary>
    public void SendHome(string namespaceId, string workerInstanceKey)
    {
        departed.Add(workerInstanceKey, core.CallersNow);
        AnswerEmpty(core.Matcher.TakePollers(namespaceId, poller => poller.WorkerInstanceKey == workerInstanceKey));
    }

    /// <summary>The worker behind a sticky queue is gone: its tasks go to the normal queue.</summary>
    public void ForgetSticky(string namespaceId, string stickyQueue)
    {
        var sticky = new TaskQueueKey(namespaceId, stickyQueue, TaskQueueType.Workflow);
        AnswerEmpty(core.Matcher.TakePollers(namespaceId, poller => poller.Queue == sticky));
        var left = core.Matcher.ForgetPollers(sticky);
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

    private TaskQueueKey Queue(
        string namespaceName, Temporalio.Api.TaskQueue.V1.TaskQueue? queue, TaskQueueType taskType)
    {
        var owner = core.Catalog.GetNamespace(namespaceName);
        return queue is { Name.Length: > 0 }
            ? new TaskQueueKey(owner.Id, queue.Name, taskType)
            : throw RpcError.InvalidArgument("TaskQueue is not set on request.");
    }

    private void Wait(Poller poller)
    {
        if (departed.Contains(poller.WorkerInstanceKey, core.CallersNow))
        {
            poller.AnswerEmpty();
            return;
        }

        core.Matcher.AddPoller(poller, core.CallersNow);
        core.DeadlineQueue.Add(poller.Ticket.ExpiresAt, new Expiry(poller.Ticket, () =>
        {
            core.Matcher.NotePollEnd(poller, core.CallersNow);
            poller.AnswerEmpty();
        }));
    }

    private static void AnswerEmpty(IEnumerable<Poller> pollers)
    {
        foreach (var poller in pollers)
        {
            poller.AnswerEmpty();
        }
    }

    private bool HandOver(QueuedTask task, Poller poller)
    {
        if (task.IsDead)
        {
            return false;
        }

        task.IsDead = true;
        core.Matcher.NotePollEnd(poller, core.CallersNow);
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
        var messages = core.Updates.TakeForTask(run);
        core.Transactions.Close(run);
        core.Turn.Answer(ticket, core.Polls.WorkflowTask(run, isPartial, queries, messages));
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
