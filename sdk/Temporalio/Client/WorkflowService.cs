using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Client;

/// <summary>
/// All calls about workflows, activities, namespaces and schedules. Direct calls are not retried unless the options
/// ask for it.
/// </summary>
public abstract partial class WorkflowService : RpcService
{
    /// <inheritdoc />
    internal override string FullName => "temporal.api.workflowservice.v1.WorkflowService";

    /// <summary>Calls CountWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<CountWorkflowExecutionsResponse> CountWorkflowExecutionsAsync(
        CountWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("CountWorkflowExecutions", req, CountWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls DeleteWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DeleteWorkflowExecutionResponse> DeleteWorkflowExecutionAsync(
        DeleteWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DeleteWorkflowExecution", req, DeleteWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls DeprecateNamespace.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DeprecateNamespaceResponse> DeprecateNamespaceAsync(
        DeprecateNamespaceRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DeprecateNamespace", req, DeprecateNamespaceResponse.Parser, options);

    /// <summary>Calls DescribeNamespace.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DescribeNamespace", req, DescribeNamespaceResponse.Parser, options);

    /// <summary>Calls DescribeTaskQueue.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DescribeTaskQueueResponse> DescribeTaskQueueAsync(
        DescribeTaskQueueRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DescribeTaskQueue", req, DescribeTaskQueueResponse.Parser, options);

    /// <summary>Calls DescribeWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DescribeWorkflowExecution", req, DescribeWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls ExecuteMultiOperation.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ExecuteMultiOperationResponse> ExecuteMultiOperationAsync(
        ExecuteMultiOperationRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ExecuteMultiOperation", req, ExecuteMultiOperationResponse.Parser, options);

    /// <summary>Calls GetClusterInfo.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<GetClusterInfoResponse> GetClusterInfoAsync(
        GetClusterInfoRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("GetClusterInfo", req, GetClusterInfoResponse.Parser, options);

    /// <summary>Calls GetSystemInfo.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("GetSystemInfo", req, GetSystemInfoResponse.Parser, options);

    /// <summary>Calls GetWorkflowExecutionHistory.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("GetWorkflowExecutionHistory", req, GetWorkflowExecutionHistoryResponse.Parser, options);

    /// <summary>Calls GetWorkflowExecutionHistoryReverse.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<GetWorkflowExecutionHistoryReverseResponse> GetWorkflowExecutionHistoryReverseAsync(
        GetWorkflowExecutionHistoryReverseRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync(
            "GetWorkflowExecutionHistoryReverse", req, GetWorkflowExecutionHistoryReverseResponse.Parser, options);

    /// <summary>Calls ListArchivedWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListArchivedWorkflowExecutionsResponse> ListArchivedWorkflowExecutionsAsync(
        ListArchivedWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListArchivedWorkflowExecutions", req, ListArchivedWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls ListClosedWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListClosedWorkflowExecutionsResponse> ListClosedWorkflowExecutionsAsync(
        ListClosedWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListClosedWorkflowExecutions", req, ListClosedWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls ListNamespaces.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListNamespacesResponse> ListNamespacesAsync(
        ListNamespacesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListNamespaces", req, ListNamespacesResponse.Parser, options);

    /// <summary>Calls ListOpenWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListOpenWorkflowExecutionsResponse> ListOpenWorkflowExecutionsAsync(
        ListOpenWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListOpenWorkflowExecutions", req, ListOpenWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls ListTaskQueuePartitions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListTaskQueuePartitionsResponse> ListTaskQueuePartitionsAsync(
        ListTaskQueuePartitionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListTaskQueuePartitions", req, ListTaskQueuePartitionsResponse.Parser, options);

    /// <summary>Calls ListWorkerDeployments.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListWorkerDeploymentsResponse> ListWorkerDeploymentsAsync(
        ListWorkerDeploymentsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListWorkerDeployments", req, ListWorkerDeploymentsResponse.Parser, options);

    /// <summary>Calls ListWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListWorkflowExecutionsResponse> ListWorkflowExecutionsAsync(
        ListWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListWorkflowExecutions", req, ListWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls PauseActivity.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<PauseActivityResponse> PauseActivityAsync(
        PauseActivityRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("PauseActivity", req, PauseActivityResponse.Parser, options);

    /// <summary>Calls PollActivityTaskQueue.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("PollActivityTaskQueue", req, PollActivityTaskQueueResponse.Parser, options);

    /// <summary>Calls PollWorkflowExecutionUpdate.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<PollWorkflowExecutionUpdateResponse> PollWorkflowExecutionUpdateAsync(
        PollWorkflowExecutionUpdateRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("PollWorkflowExecutionUpdate", req, PollWorkflowExecutionUpdateResponse.Parser, options);

    /// <summary>Calls PollWorkflowTaskQueue.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("PollWorkflowTaskQueue", req, PollWorkflowTaskQueueResponse.Parser, options);

    /// <summary>Calls QueryWorkflow.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("QueryWorkflow", req, QueryWorkflowResponse.Parser, options);

    /// <summary>Calls RecordActivityTaskHeartbeat.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RecordActivityTaskHeartbeat", req, RecordActivityTaskHeartbeatResponse.Parser, options);

    /// <summary>Calls RecordActivityTaskHeartbeatById.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RecordActivityTaskHeartbeatById", req, RecordActivityTaskHeartbeatByIdResponse.Parser, options);

    /// <summary>Calls RegisterNamespace.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RegisterNamespaceResponse> RegisterNamespaceAsync(
        RegisterNamespaceRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RegisterNamespace", req, RegisterNamespaceResponse.Parser, options);

    /// <summary>Calls RequestCancelWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RequestCancelWorkflowExecution", req, RequestCancelWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls ResetActivity.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ResetActivityResponse> ResetActivityAsync(
        ResetActivityRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ResetActivity", req, ResetActivityResponse.Parser, options);

    /// <summary>Calls ResetStickyTaskQueue.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ResetStickyTaskQueue", req, ResetStickyTaskQueueResponse.Parser, options);

    /// <summary>Calls ResetWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ResetWorkflowExecutionResponse> ResetWorkflowExecutionAsync(
        ResetWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ResetWorkflowExecution", req, ResetWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskCanceled.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondActivityTaskCanceled", req, RespondActivityTaskCanceledResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskCanceledById.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondActivityTaskCanceledById", req, RespondActivityTaskCanceledByIdResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskCompleted.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondActivityTaskCompleted", req, RespondActivityTaskCompletedResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskCompletedById.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync(
            "RespondActivityTaskCompletedById", req, RespondActivityTaskCompletedByIdResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskFailed.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondActivityTaskFailed", req, RespondActivityTaskFailedResponse.Parser, options);

    /// <summary>Calls RespondActivityTaskFailedById.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondActivityTaskFailedById", req, RespondActivityTaskFailedByIdResponse.Parser, options);

    /// <summary>Calls RespondQueryTaskCompleted.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondQueryTaskCompleted", req, RespondQueryTaskCompletedResponse.Parser, options);

    /// <summary>Calls RespondWorkflowTaskCompleted.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondWorkflowTaskCompleted", req, RespondWorkflowTaskCompletedResponse.Parser, options);

    /// <summary>Calls RespondWorkflowTaskFailed.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RespondWorkflowTaskFailed", req, RespondWorkflowTaskFailedResponse.Parser, options);

    /// <summary>Calls ScanWorkflowExecutions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ScanWorkflowExecutionsResponse> ScanWorkflowExecutionsAsync(
        ScanWorkflowExecutionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ScanWorkflowExecutions", req, ScanWorkflowExecutionsResponse.Parser, options);

    /// <summary>Calls ShutdownWorker.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ShutdownWorker", req, ShutdownWorkerResponse.Parser, options);

    /// <summary>Calls SignalWithStartWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync(
            "SignalWithStartWorkflowExecution", req, SignalWithStartWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls SignalWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("SignalWorkflowExecution", req, SignalWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls StartWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("StartWorkflowExecution", req, StartWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls TerminateWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("TerminateWorkflowExecution", req, TerminateWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls UnpauseActivity.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UnpauseActivityResponse> UnpauseActivityAsync(
        UnpauseActivityRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UnpauseActivity", req, UnpauseActivityResponse.Parser, options);

    /// <summary>Calls UpdateActivityOptions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UpdateActivityOptionsResponse> UpdateActivityOptionsAsync(
        UpdateActivityOptionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UpdateActivityOptions", req, UpdateActivityOptionsResponse.Parser, options);

    /// <summary>Calls UpdateNamespace.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UpdateNamespaceResponse> UpdateNamespaceAsync(
        UpdateNamespaceRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UpdateNamespace", req, UpdateNamespaceResponse.Parser, options);

    /// <summary>Calls UpdateWorkflowExecution.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UpdateWorkflowExecutionResponse> UpdateWorkflowExecutionAsync(
        UpdateWorkflowExecutionRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UpdateWorkflowExecution", req, UpdateWorkflowExecutionResponse.Parser, options);

    /// <summary>Calls UpdateWorkflowExecutionOptions.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UpdateWorkflowExecutionOptionsResponse> UpdateWorkflowExecutionOptionsAsync(
        UpdateWorkflowExecutionOptionsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UpdateWorkflowExecutionOptions", req, UpdateWorkflowExecutionOptionsResponse.Parser, options);

    /// <summary>The service over a connection.</summary>
    internal sealed class Core(TemporalConnection connection) : WorkflowService
    {
        /// <inheritdoc />
        protected override Task<T> InvokeRpcAsync<T>(
            string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null) =>
            connection.InvokeRpcAsync(this, rpc, req, resp, options);
    }
}
