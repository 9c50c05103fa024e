using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What workers get for their polls.</summary>
internal sealed class PollReplies(EngineCore core)
{
    /// <param name="run">The run; its task is started and its transaction closed.</param>
    /// <param name="isPartial">A sticky worker: only what came after the last task that it answered.</param>
    /// <param name="queries">Queries that ride along.</param>
    /// <param name="messages">Updates that ride along.</param>
    public PollWorkflowTaskQueueResponse WorkflowTask(
        Run run,
        bool isPartial,
        IReadOnlyDictionary<string, WorkflowQuery> queries,
        IReadOnlyList<Message> messages)
    {
        var state = run.State;
        var task = state.WorkflowTask;
        var reply = Base(run);
        reply.TaskToken = TaskTokens.ForWorkflowTask(state);
        reply.PreviousStartedEventId = state.PreviousStartedEventId;
        reply.StartedEventId = task.StartedEventId;
        reply.Attempt = task.Attempt;
        reply.ScheduledTime = task.ScheduledTime;
        reply.StartedTime = task.StartedTime;
        reply.Messages.Add(messages);
        reply.Queries.Add(new Dictionary<string, WorkflowQuery>(queries));
        FillHistory(
            reply, state, isPartial ? state.PreviousStartedEventId + 1 : 1, core.WorkflowTasks.SyntheticEvents(state));
        return reply;
    }

    /// <summary>A task that asks one thing and changes nothing.</summary>
    public PollWorkflowTaskQueueResponse Query(Run run, bool isSticky, string queryId, WorkflowQuery query)
    {
        var reply = Base(run);
        reply.TaskToken = TaskTokens.ForQuery(run.State, queryId);
        reply.PreviousStartedEventId = run.State.PreviousStartedEventId;
        reply.Attempt = 1;
        reply.Query = query;
        if (isSticky)
        {
            reply.History = new History();
        }
        else
        {
            FillHistory(reply, run.State, 1, []);
        }

        return reply;
    }

    public PollActivityTaskQueueResponse Activity(Run run, ActivityState activity, string namespaceName)
    {
        var id = activity.ScheduledEventId;
        var scheduled = core.Histories.Read(run.Key.RunId, id, id)[0].ActivityTaskScheduledEventAttributes;
        return new PollActivityTaskQueueResponse
        {
            TaskToken = TaskTokens.ForActivity(run.State, activity),
            WorkflowNamespace = namespaceName,
            WorkflowType = run.State.Started.WorkflowType,
            WorkflowExecution = Execution(run),
            ActivityType = activity.ActivityType,
            ActivityId = activity.ActivityId,
            Header = scheduled.Header,
            Input = scheduled.Input,
            HeartbeatDetails = activity.HeartbeatDetails,
            ScheduledTime = activity.FirstScheduledTime,
            CurrentAttemptScheduledTime = activity.ScheduledTime,
            StartedTime = activity.StartedTime,
            Attempt = activity.Attempt,
            ScheduleToCloseTimeout = activity.ScheduleToCloseTimeout,
            StartToCloseTimeout = activity.StartToCloseTimeout,
            HeartbeatTimeout = activity.HeartbeatTimeout,
            RetryPolicy = activity.RetryPolicy,
            Priority = Priorities.Inherited(run.State.Started.Priority, activity.Priority),
        };
    }

    private static WorkflowExecution Execution(Run run) =>
        new() { WorkflowId = run.Key.WorkflowId, RunId = run.Key.RunId };

    private static PollWorkflowTaskQueueResponse Base(Run run) => new()
    {
        WorkflowExecution = Execution(run),
        WorkflowType = run.State.Started.WorkflowType,
        WorkflowExecutionTaskQueue = WorkflowTaskRules.NormalQueue(run.State),
    };

    /// <summary>A history too big for one reply goes on by a token that remembers its end.</summary>
    private void FillHistory(
        PollWorkflowTaskQueueResponse reply, RunState state, long fromEventId,
        IReadOnlyList<HistoryEvent> syntheticEvents)
    {
        var last = state.NextEventId - 1;
        var page = core.Histories.ReadPage(state.RunId, fromEventId, last, int.MaxValue / 2);
        reply.History = new History { Events = { page } };
        if (page.Count > 0 && page[^1].EventId < last)
        {
            var token = new HistoryPageToken
            {
                RunId = state.RunId,
                NextEventId = page[^1].EventId + 1,
                LastEventId = last,
                SyntheticEvents = { syntheticEvents },
            };
            reply.NextPageToken = token.ToByteString();
        }
        else
        {
            reply.History.Events.Add(syntheticEvents);
        }
    }
}
