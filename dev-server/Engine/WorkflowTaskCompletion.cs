using DirectedExecution.DevServer.Engine.Commands;
using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// RespondWorkflowTaskCompleted: the commands of a task become events, all or none. The order of work is part of the
/// contract.
/// </summary>
internal sealed class WorkflowTaskCompletion(EngineCore core)
{
    // What the official server writes where the poll of a worker has its id.
    private const string NoPollRequestId = "request-from-RespondWorkflowTaskCompleted";

    private readonly CommandTable commands = new();

    public RespondWorkflowTaskCompletedResponse Complete(RespondWorkflowTaskCompletedRequest request)
    {
        var run = core.Runs.FindStartedTask(request.TaskToken.Span);
        if (request.IntermediatePage || request.PageNumber > 1)
        {
            throw RpcError.Unimplemented("Paged workflow task completions are not supported by the embedded server.");
        }

        CommandTable.CheckShape(request.Commands);
        var before = run.State.Clone();
        var messages = new UpdateMessages(core, run, request.Messages);
        try
        {
            return IsDiscardable(run.State, request, messages)
                ? Discard(run, request, messages)
                : Complete(run, request, messages);
        }
        catch (CommandRejectedException rejected)
        {
            run.Restore(before);
            core.Updates.OnWorkflowTaskRefused(run);
            Reject(run, rejected, request.Identity);
            core.Transactions.Close(run);
            throw RpcError.InvalidArgument($"{rejected.Cause}: {rejected.Message}");
        }
    }

    /// <summary>
    /// A task that is there for updates alone, and all of them were rejected: nothing has happened. But older workers
    /// cannot be sent the same events twice, and none should be sent many.
    /// </summary>
    private static bool IsDiscardable(
        RunState state, RespondWorkflowTaskCompletedRequest request, UpdateMessages messages)
    {
        if (!state.WorkflowTask.IsSpeculative || request.ForceCreateNewWorkflowTask || request.Commands.Count > 0 ||
            !messages.AreAllRejections)
        {
            return false;
        }

        // Behind the start of the last task: its completion, what it shipped for the first time, then this task.
        var shipped = state.WorkflowTask.ScheduledEventId - state.PreviousStartedEventId - 2;
        var mayRepeat = request.Capabilities?.DiscardSpeculativeWorkflowTaskWithEvents == true;
        return shipped <= 0 || (mayRepeat && shipped <= Limits.DiscardedTaskEvents);
    }

    private RespondWorkflowTaskCompletedResponse Discard(
        Run run, RespondWorkflowTaskCompletedRequest request, UpdateMessages messages)
    {
        messages.ApplyRest();
        messages.Settle(isHeartbeat: false);
        core.WorkflowTasks.Discard(run);
        NoteStickiness(run, request);
        core.Queries.OnWorkflowTaskCompleted(run, request.QueryResults);
        var response = new RespondWorkflowTaskCompletedResponse
        {
            ResetHistoryEventId = run.State.PreviousStartedEventId,
        };
        if (core.Updates.HasUnsent(run))
        {
            ScheduleForUpdates(run, request, canBeSpeculative: true);
            ReturnNewTask(run, request, response);
        }

        core.Transactions.Close(run);
        return response;
    }

    private RespondWorkflowTaskCompletedResponse Complete(
        Run run, RespondWorkflowTaskCompletedRequest request, UpdateMessages messages)
    {
        var task = run.State.WorkflowTask;
        var heartbeat = request.ForceCreateNewWorkflowTask && request.Commands.Count == 0
            ? task.OriginalScheduledTime.ToDateTimeOffset()
            : (DateTimeOffset?)null;
        if (heartbeat is { } since && core.Now - since > Limits.WorkflowTaskHeartbeat)
        {
            core.WorkflowTasks.TimeOut(run, TimeoutType.StartToClose);
            core.Transactions.Close(run);
            throw RpcError.NotFound("The workflow task was kept alive for longer than allowed.");
        }

        var context = new CommandContext(core, run, request.Identity, WriteCompleted(run, request), messages);
        NoteWorker(run, request);
        foreach (var command in request.Commands)
        {
            commands.Apply(context, command);
        }

        messages.ApplyRest();
        messages.Settle(request.ForceCreateNewWorkflowTask);
        context.AfterCommands.ForEach(core.Turn.FollowUps.Enqueue);
        core.Queries.OnWorkflowTaskCompleted(run, request.QueryResults);
        return AfterCommands(run, request, context, heartbeat);
    }

    private RespondWorkflowTaskCompletedResponse AfterCommands(
        Run run, RespondWorkflowTaskCompletedRequest request, CommandContext context, DateTimeOffset? heartbeat)
    {
        var response = new RespondWorkflowTaskCompletedResponse();
        if (!run.IsOpen)
        {
            core.Transactions.Close(run);
            return response;
        }

        run.State.Buffer.AddRange(context.Late);
        var news = run.FlushBuffer(core.Now);
        if (!HistoryGuard.Enforce(core, run) &&
            (news > 0 || request.ForceCreateNewWorkflowTask))
        {
            core.WorkflowTasks.Schedule(run, heartbeat);
            ReturnNewTask(run, request, response);
        }
        else if (core.Updates.HasUnsent(run))
        {
            var nothingHappened = run.State.NextEventId == context.CompletedEventId + 1;
            ScheduleForUpdates(run, request, nothingHappened);
            ReturnNewTask(run, request, response);
        }

        core.Transactions.Close(run);
        return response;
    }

    /// <summary>A task that goes through a queue is a written one.</summary>
    private void ScheduleForUpdates(Run run, RespondWorkflowTaskCompletedRequest request, bool canBeSpeculative)
    {
        if (canBeSpeculative && request.ReturnNewWorkflowTask)
        {
            core.WorkflowTasks.ScheduleForUpdate(run);
        }
        else
        {
            core.WorkflowTasks.Schedule(run);
        }
    }

    /// <summary>Hands the new task to the worker at once, if it wants that.</summary>
    private void ReturnNewTask(
        Run run, RespondWorkflowTaskCompletedRequest request, RespondWorkflowTaskCompletedResponse response)
    {
        if (!request.ReturnNewWorkflowTask)
        {
            return;
        }

        core.WorkflowTasks.Start(run, request.Identity, NoPollRequestId, WorkerStamps.Of(request));
        var queries = core.Queries.TakeForTask(run);
        var messages = core.Updates.TakeForTask(run);
        core.Transactions.Close(run);
        response.WorkflowTask = core.Polls.WorkflowTask(run, isPartial: true, queries, messages);
    }

    private long WriteCompleted(Run run, RespondWorkflowTaskCompletedRequest request)
    {
        var state = run.State;
        WorkflowTaskMachine.Check(state, WorkflowTaskTrigger.Complete);
        if (!state.WorkflowTask.IsWritten)
        {
            core.WorkflowTasks.WriteHeldBack(run);
        }

        var attributes = new WorkflowTaskCompletedEventAttributes
        {
            ScheduledEventId = state.WorkflowTask.ScheduledEventId,
            StartedEventId = state.WorkflowTask.StartedEventId,
            Identity = request.Identity,
            SdkMetadata = request.SdkMetadata,
            MeteringMetadata = request.MeteringMetadata,
            VersioningBehavior = request.VersioningBehavior,
        };
        WorkerStamps.Set(attributes, WorkerStamps.Of(request));
        var completed = run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowTaskCompleted,
            WorkflowTaskCompletedEventAttributes = attributes,
        });
        state.PreviousStartedEventId = state.WorkflowTask.StartedEventId;
        state.WorkflowTask = null;
        state.NextWorkflowTaskAttempt = 1;
        state.CloseWasRefused = false;
        return completed.EventId;
    }

    private void NoteWorker(Run run, RespondWorkflowTaskCompletedRequest request)
    {
        NoteStickiness(run, request);
        run.State.WorkerVersion = WorkerStamps.Of(request);
        ResetPointRules.Note(run, WorkerStamps.Of(request)?.BuildId ?? string.Empty, core.Now);
    }

    private static void NoteStickiness(Run run, RespondWorkflowTaskCompletedRequest request) =>
        run.State.Sticky = request.StickyAttributes?.WorkerTaskQueue is { Name.Length: > 0 } queue
            ? new StickyState
            {
                TaskQueue = new()
                {
                    Name = queue.Name,
                    Kind = TaskQueueKind.Sticky,
                    NormalName = run.State.Started.TaskQueue.Name,
                },
                ScheduleToStartTimeout = request.StickyAttributes.ScheduleToStartTimeout,
            }
            : null;

    private void Reject(Run run, CommandRejectedException rejected, string identity)
    {
        var unhandled = rejected.Cause == WorkflowTaskFailedCause.UnhandledCommand;
        if (run.State.WorkflowTask is { IsWritten: false, IsSpeculative: false } && !unhandled)
        {
            return;
        }

        var failure = new Failure
        {
            Message = unhandled ? $"{rejected.Cause}" : $"{rejected.Cause}: {rejected.Message}",
            ServerFailureInfo = new ServerFailureInfo(),
        };
        core.WorkflowTasks.Fail(run, rejected.Cause, failure, identity);
        run.State.CloseWasRefused = unhandled;
        if (rejected.EndsWorkflow)
        {
            core.Chains.Terminate(run, failure.Message, null, HistoryGuard.Identity);
        }
    }
}
