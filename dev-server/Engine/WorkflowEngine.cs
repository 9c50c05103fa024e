using DirectedExecution.DevServer.Engine.Batches;
using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The rules of the server: synchronous, single-threaded, without I/O but reads of the store, and without a clock. A
/// turn is: call one or more of the methods (each gets the same <c>now</c>), then <see cref="EndTurn"/>, also after an
/// <see cref="RpcError"/>; after any other exception <see cref="AbandonTurn"/>. Requests are taken as owned: the caller
/// does not change them afterwards.
/// </summary>
internal sealed class WorkflowEngine
{
    private readonly EngineCore core;
    private readonly Dispatcher dispatcher;
    private readonly DeadlineRules deadlines;
    private readonly TurnEnd turnEnd;
    private readonly StartCalls starts;
    private readonly SignalCalls signals;
    private readonly UpdateCalls updates;
    private readonly MultiOperationCalls multiOperations;
    private readonly ControlCalls controls;
    private readonly WorkflowOptionCalls runOptions;
    private readonly ResetCalls resets;
    private readonly Describer describer;
    private readonly WorkflowTaskCalls workflowTasks;
    private readonly ActivityCalls activities;
    private readonly ActivityOperatorCalls operators;
    private readonly IdleRules idle;
    private readonly BatchCalls batches;
    private readonly ScheduleCalls schedules;

    public WorkflowEngine(EngineOptions options, ICatalog catalog, IStoreReader store, IIdSource ids)
    {
        core = new EngineCore(options, catalog, store, ids);
        dispatcher = new Dispatcher(core);
        turnEnd = new TurnEnd(core, dispatcher);
        signals = new SignalCalls(core);
        starts = new StartCalls(core, signals);
        updates = new UpdateCalls(core);
        multiOperations = new MultiOperationCalls(core, starts, updates);
        controls = new ControlCalls(core, dispatcher);
        runOptions = new WorkflowOptionCalls(core);
        resets = new ResetCalls(core, runOptions);
        describer = new Describer(core);
        workflowTasks = new WorkflowTaskCalls(core);
        activities = new ActivityCalls(core);
        operators = new ActivityOperatorCalls(core);
        idle = new IdleRules(core);
        batches = new BatchCalls(core);
        schedules = new ScheduleCalls(core);
        deadlines = new DeadlineRules(
            core, new BatchRules(core, new BatchWork(core, controls, signals, resets, runOptions, operators)));
    }

    /// <summary>
    /// When <see cref="FireDue"/> has something to do; null when nothing is pending. Look again after each turn.
    /// </summary>
    public DateTimeOffset? NextDeadline =>
        Times.Earlier(core.DeadlineQueue.NextChange, core.DeadlineQueue.NextExpiry + core.Skipped);

    /// <summary>
    /// How far the time of the runs (<c>now</c>) is ahead of that of the callers, on which waiting calls expire and
    /// pollers are forgotten. Zero where no time is skipped.
    /// </summary>
    public TimeSpan Skipped
    {
        get => core.Skipped;
        set => core.Skipped = value;
    }

    /// <summary>
    /// To where time may be skipped: when the next run changes by itself, no later than <paramref name="wake"/>. Null
    /// when something takes real time now, or nothing is pending.
    /// </summary>
    /// <param name="wake">When the next sleeper wakes; null for none.</param>
    /// <param name="lettingGo">How many of the activities under way do not hold the time.</param>
    /// <param name="now">When.</param>
    public DateTimeOffset? SkipTarget(DateTimeOffset? wake, int lettingGo, DateTimeOffset now) =>
        At(now).idle.IsIdle(lettingGo) ? Times.Earlier(idle.NextChange, wake) : null;

    /// <summary>How many activities hold the time now.</summary>
    public int ActivitiesUnderWay(DateTimeOffset now) => At(now).idle.ActivitiesUnderWay;

    /// <summary>
    /// Takes over what the store holds; once, before anything else. A turn: ends with <see cref="EndTurn"/>.
    /// </summary>
    public void Recover(StoreImage image, DateTimeOffset now) => At(now).turnEnd.Recover(image);

    /// <summary>Does everything that is due: timers, timeouts, retries, expired tickets. A turn.</summary>
    public void FireDue(DateTimeOffset now) => At(now).deadlines.FireDue();

    /// <summary>Ends the turn: what changed, and which tickets are answered.</summary>
    public TurnOutput EndTurn() => turnEnd.End();

    /// <summary>
    /// After an unexpected exception: forgets what the turn did and reloads the runs it touched from the store. Tickets
    /// that were answered in it are refused with UNAVAILABLE through the returned output.
    /// </summary>
    public TurnOutput AbandonTurn(DateTimeOffset now) => At(now).turnEnd.Abandon();

    /// <summary>
    /// The caller has gone. After this no task is handed to the ticket; answered tickets are ignored.
    /// </summary>
    public void Cancel(ITicket ticket) => ticket.Abandon();

    // Executions
    public StartWorkflowExecutionResponse Start(StartWorkflowExecutionRequest request, DateTimeOffset now) =>
        At(now).starts.Start(request);

    public SignalWithStartWorkflowExecutionResponse SignalWithStart(
        SignalWithStartWorkflowExecutionRequest request, DateTimeOffset now) => At(now).starts.SignalWithStart(request);

    public SignalWorkflowExecutionResponse Signal(SignalWorkflowExecutionRequest request, DateTimeOffset now) =>
        At(now).signals.Send(request);

    public UpdateWorkflowExecutionOptionsResponse UpdateOptions(
        UpdateWorkflowExecutionOptionsRequest request, DateTimeOffset now) => At(now).runOptions.Update(request);

    public void Update(
        UpdateWorkflowExecutionRequest request,
        Ticket<UpdateWorkflowExecutionResponse> ticket,
        DateTimeOffset now) => At(now).updates.Send(request, ticket);

    public void PollUpdate(
        PollWorkflowExecutionUpdateRequest request,
        Ticket<PollWorkflowExecutionUpdateResponse> ticket,
        DateTimeOffset now) => At(now).updates.Poll(request, ticket);

    public void ExecuteMultiOperation(
        ExecuteMultiOperationRequest request, Ticket<ExecuteMultiOperationResponse> ticket, DateTimeOffset now) =>
        At(now).multiOperations.Execute(request, ticket);

    public RequestCancelWorkflowExecutionResponse RequestCancel(
        RequestCancelWorkflowExecutionRequest request, DateTimeOffset now) => At(now).controls.RequestCancel(request);

    public TerminateWorkflowExecutionResponse Terminate(
        TerminateWorkflowExecutionRequest request, DateTimeOffset now) => At(now).controls.Terminate(request);

    public DeleteWorkflowExecutionResponse Delete(DeleteWorkflowExecutionRequest request, DateTimeOffset now) =>
        At(now).controls.Delete(request);

    public ResetWorkflowExecutionResponse Reset(ResetWorkflowExecutionRequest request, DateTimeOffset now) =>
        At(now).resets.Reset(request);

    public DescribeWorkflowExecutionResponse Describe(DescribeWorkflowExecutionRequest request, DateTimeOffset now) =>
        At(now).describer.Describe(request);

    public void GetHistory(
        GetWorkflowExecutionHistoryRequest request,
        Ticket<GetWorkflowExecutionHistoryResponse> ticket,
        DateTimeOffset now) => At(now).core.Waits.Get(request, ticket);

    public GetWorkflowExecutionHistoryReverseResponse GetHistoryReverse(
        GetWorkflowExecutionHistoryReverseRequest request, DateTimeOffset now) =>
        At(now).core.Waits.GetReverse(request);

    // Workflow tasks and queries
    public void PollWorkflowTask(
        PollWorkflowTaskQueueRequest request, Ticket<PollWorkflowTaskQueueResponse> ticket, DateTimeOffset now) =>
        At(now).dispatcher.Poll(request, ticket);

    public RespondWorkflowTaskCompletedResponse RespondWorkflowTaskCompleted(
        RespondWorkflowTaskCompletedRequest request, DateTimeOffset now) => At(now).workflowTasks.Complete(request);

    public RespondWorkflowTaskFailedResponse RespondWorkflowTaskFailed(
        RespondWorkflowTaskFailedRequest request, DateTimeOffset now) => At(now).workflowTasks.Fail(request);

    public void Query(QueryWorkflowRequest request, Ticket<QueryWorkflowResponse> ticket, DateTimeOffset now) =>
        At(now).core.Queries.Ask(request, ticket);

    public RespondQueryTaskCompletedResponse RespondQueryTaskCompleted(
        RespondQueryTaskCompletedRequest request, DateTimeOffset now) => At(now).core.Queries.Answer(request);

    public ResetStickyTaskQueueResponse ResetStickyTaskQueue(ResetStickyTaskQueueRequest request, DateTimeOffset now) =>
        At(now).controls.ResetSticky(request);

    public ShutdownWorkerResponse ShutdownWorker(ShutdownWorkerRequest request, DateTimeOffset now) =>
        At(now).controls.ShutdownWorker(request);

    /// <summary>For DescribeTaskQueue; a queue never heard of has no pollers and no backlog.</summary>
    public TaskQueueDescription DescribeTaskQueue(
        string namespaceId, string taskQueue, TaskQueueType taskQueueType, DateTimeOffset now) =>
        core.Matcher.Describe(new TaskQueueKey(namespaceId, taskQueue, taskQueueType), now, now - core.Skipped);

    // Activities
    public void PollActivityTask(
        PollActivityTaskQueueRequest request, Ticket<PollActivityTaskQueueResponse> ticket, DateTimeOffset now) =>
        At(now).dispatcher.Poll(request, ticket);

    public RespondActivityTaskCompletedResponse RespondActivityTaskCompleted(
        RespondActivityTaskCompletedRequest request, DateTimeOffset now) => At(now).activities.Complete(request);

    public RespondActivityTaskFailedResponse RespondActivityTaskFailed(
        RespondActivityTaskFailedRequest request, DateTimeOffset now) => At(now).activities.Fail(request);

    public RespondActivityTaskCanceledResponse RespondActivityTaskCanceled(
        RespondActivityTaskCanceledRequest request, DateTimeOffset now) => At(now).activities.Cancel(request);

    public RecordActivityTaskHeartbeatResponse RecordActivityTaskHeartbeat(
        RecordActivityTaskHeartbeatRequest request, DateTimeOffset now) => At(now).activities.Heartbeat(request);

    public RespondActivityTaskCompletedByIdResponse RespondActivityTaskCompletedById(
        RespondActivityTaskCompletedByIdRequest request, DateTimeOffset now) =>
        At(now).activities.CompleteById(request);

    public RespondActivityTaskFailedByIdResponse RespondActivityTaskFailedById(
        RespondActivityTaskFailedByIdRequest request, DateTimeOffset now) => At(now).activities.FailById(request);

    public RespondActivityTaskCanceledByIdResponse RespondActivityTaskCanceledById(
        RespondActivityTaskCanceledByIdRequest request, DateTimeOffset now) => At(now).activities.CancelById(request);

    public RecordActivityTaskHeartbeatByIdResponse RecordActivityTaskHeartbeatById(
        RecordActivityTaskHeartbeatByIdRequest request, DateTimeOffset now) =>
        At(now).activities.HeartbeatById(request);

    public PauseActivityResponse PauseActivity(PauseActivityRequest request, DateTimeOffset now) =>
        At(now).operators.Pause(request);

    public UnpauseActivityResponse UnpauseActivity(UnpauseActivityRequest request, DateTimeOffset now) =>
        At(now).operators.Unpause(request);

    public ResetActivityResponse ResetActivity(ResetActivityRequest request, DateTimeOffset now) =>
        At(now).operators.Reset(request);

    public UpdateActivityOptionsResponse UpdateActivityOptions(
        UpdateActivityOptionsRequest request, DateTimeOffset now) => At(now).operators.UpdateOptions(request);

    // Batch operations
    /// <param name="request">What is asked.</param>
    /// <param name="select">The runs that a query selects.</param>
    /// <param name="now">When.</param>
    public StartBatchOperationResponse StartBatch(
        StartBatchOperationRequest request,
        Func<string, IReadOnlyList<WorkflowExecution>> select,
        DateTimeOffset now) => At(now).batches.Start(request, select);

    public DescribeBatchOperationResponse DescribeBatch(DescribeBatchOperationRequest request, DateTimeOffset now) =>
        At(now).batches.Describe(request);

    public StopBatchOperationResponse StopBatch(StopBatchOperationRequest request, DateTimeOffset now) =>
        At(now).batches.Stop(request);

    public IReadOnlyList<BatchOperationInfo> ListBatches(string namespaceName) => batches.List(namespaceName);

    // Schedules
    public CreateScheduleResponse CreateSchedule(CreateScheduleRequest request, DateTimeOffset now) =>
        At(now).schedules.Create(request);

    public DescribeScheduleResponse DescribeSchedule(DescribeScheduleRequest request, DateTimeOffset now) =>
        At(now).schedules.Describe(request);

    public UpdateScheduleResponse UpdateSchedule(UpdateScheduleRequest request, DateTimeOffset now) =>
        At(now).schedules.Update(request);

    public PatchScheduleResponse PatchSchedule(PatchScheduleRequest request, DateTimeOffset now) =>
        At(now).schedules.Patch(request);

    public ListScheduleMatchingTimesResponse ListScheduleMatchingTimes(
        ListScheduleMatchingTimesRequest request, DateTimeOffset now) => At(now).schedules.ListMatchingTimes(request);

    public DeleteScheduleResponse DeleteSchedule(DeleteScheduleRequest request, DateTimeOffset now) =>
        At(now).schedules.Delete(request);

    /// <summary>The namespace is gone; the store forgets what belongs to it.</summary>
    public void ForgetNamespace(string namespaceId)
    {
        core.Batches.ForgetNamespace(namespaceId);
        core.Schedules.ForgetNamespace(namespaceId);
    }

    private WorkflowEngine At(DateTimeOffset now)
    {
        core.Now = now;
        return this;
    }
}
