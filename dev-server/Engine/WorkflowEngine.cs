using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The rules of the server: synchronous, single-threaded, without I/O but reads of the store, and without a clock. A turn is: call one
/// or more of the methods (each gets the same <c>now</c>), then <see cref="EndTurn"/>, also after an <see cref="RpcError"/>; after any other
/// exception <see cref="AbandonTurn"/>. Requests are taken as owned: the caller does not change them afterwards.
/// </summary>
internal sealed class WorkflowEngine(EngineOptions options, ICatalog catalog, IStoreReader store, IIdSource ids)
{
    private const string NotBuilt = "Not built yet.";

    /// <summary>When <see cref="FireDue"/> has something to do; null when nothing is pending. Look again after each turn.</summary>
    public DateTimeOffset? NextDeadline => throw Missing();

    /// <summary>Takes over what the store holds; once, before anything else. A turn: ends with <see cref="EndTurn"/>.</summary>
    public void Recover(StoreImage image, DateTimeOffset now) => throw Missing();

    /// <summary>Does everything that is due: timers, timeouts, retries, expired tickets. A turn.</summary>
    public void FireDue(DateTimeOffset now) => throw Missing();

    /// <summary>Ends the turn: what changed, and which tickets are answered.</summary>
    public TurnOutput EndTurn() => throw Missing();

    /// <summary>
    /// After an unexpected exception: forgets what the turn did and reloads the runs it touched from the store. Tickets that were
    /// answered in it get an empty poll reply or UNAVAILABLE through the returned output.
    /// </summary>
    public TurnOutput AbandonTurn(DateTimeOffset now) => throw Missing();

    /// <summary>The caller has gone. After this no task is handed to the ticket; unknown or answered tickets are ignored.</summary>
    public void Cancel(ITicket ticket) => throw Missing();

    // Executions
    public StartWorkflowExecutionResponse Start(StartWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public SignalWithStartWorkflowExecutionResponse SignalWithStart(
        SignalWithStartWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public SignalWorkflowExecutionResponse Signal(SignalWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public RequestCancelWorkflowExecutionResponse RequestCancel(
        RequestCancelWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public TerminateWorkflowExecutionResponse Terminate(
        TerminateWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public DeleteWorkflowExecutionResponse Delete(DeleteWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public ResetWorkflowExecutionResponse Reset(ResetWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public DescribeWorkflowExecutionResponse Describe(
        DescribeWorkflowExecutionRequest request, DateTimeOffset now) => throw Missing();

    public void GetHistory(
        GetWorkflowExecutionHistoryRequest request,
        Ticket<GetWorkflowExecutionHistoryResponse> ticket,
        DateTimeOffset now) => throw Missing();

    public GetWorkflowExecutionHistoryReverseResponse GetHistoryReverse(
        GetWorkflowExecutionHistoryReverseRequest request, DateTimeOffset now) => throw Missing();

    // Workflow tasks and queries
    public void PollWorkflowTask(
        PollWorkflowTaskQueueRequest request, Ticket<PollWorkflowTaskQueueResponse> ticket, DateTimeOffset now) => throw Missing();

    public RespondWorkflowTaskCompletedResponse RespondWorkflowTaskCompleted(
        RespondWorkflowTaskCompletedRequest request, DateTimeOffset now) => throw Missing();

    public RespondWorkflowTaskFailedResponse RespondWorkflowTaskFailed(
        RespondWorkflowTaskFailedRequest request, DateTimeOffset now) => throw Missing();

    public void Query(QueryWorkflowRequest request, Ticket<QueryWorkflowResponse> ticket, DateTimeOffset now) => throw Missing();

    public RespondQueryTaskCompletedResponse RespondQueryTaskCompleted(
        RespondQueryTaskCompletedRequest request, DateTimeOffset now) => throw Missing();

    public ResetStickyTaskQueueResponse ResetStickyTaskQueue(
        ResetStickyTaskQueueRequest request, DateTimeOffset now) => throw Missing();

    public ShutdownWorkerResponse ShutdownWorker(ShutdownWorkerRequest request, DateTimeOffset now) => throw Missing();

    /// <summary>For DescribeTaskQueue; a queue never heard of has no pollers and no backlog.</summary>
    public TaskQueueDescription DescribeTaskQueue(
        string namespaceId, string taskQueue, TaskQueueType taskQueueType, DateTimeOffset now) => throw Missing();

    // Activities
    public void PollActivityTask(
        PollActivityTaskQueueRequest request, Ticket<PollActivityTaskQueueResponse> ticket, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskCompletedResponse RespondActivityTaskCompleted(
        RespondActivityTaskCompletedRequest request, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskFailedResponse RespondActivityTaskFailed(
        RespondActivityTaskFailedRequest request, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskCanceledResponse RespondActivityTaskCanceled(
        RespondActivityTaskCanceledRequest request, DateTimeOffset now) => throw Missing();

    public RecordActivityTaskHeartbeatResponse RecordActivityTaskHeartbeat(
        RecordActivityTaskHeartbeatRequest request, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskCompletedByIdResponse RespondActivityTaskCompletedById(
        RespondActivityTaskCompletedByIdRequest request, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskFailedByIdResponse RespondActivityTaskFailedById(
        RespondActivityTaskFailedByIdRequest request, DateTimeOffset now) => throw Missing();

    public RespondActivityTaskCanceledByIdResponse RespondActivityTaskCanceledById(
        RespondActivityTaskCanceledByIdRequest request, DateTimeOffset now) => throw Missing();

    public RecordActivityTaskHeartbeatByIdResponse RecordActivityTaskHeartbeatById(
        RecordActivityTaskHeartbeatByIdRequest request, DateTimeOffset now) => throw Missing();

    private NotSupportedException Missing() => new($"{NotBuilt} {options} {catalog} {store} {ids}");
}
