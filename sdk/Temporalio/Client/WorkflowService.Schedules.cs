using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Client;

/// <content>Schedules and batch operations.</content>
public abstract partial class WorkflowService
{
    /// <summary>Calls CreateSchedule.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("CreateSchedule", req, CreateScheduleResponse.Parser, options);

    /// <summary>Calls DeleteSchedule.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DeleteScheduleResponse> DeleteScheduleAsync(
        DeleteScheduleRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DeleteSchedule", req, DeleteScheduleResponse.Parser, options);

    /// <summary>Calls DescribeBatchOperation.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DescribeBatchOperationResponse> DescribeBatchOperationAsync(
        DescribeBatchOperationRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DescribeBatchOperation", req, DescribeBatchOperationResponse.Parser, options);

    /// <summary>Calls DescribeSchedule.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DescribeScheduleResponse> DescribeScheduleAsync(
        DescribeScheduleRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DescribeSchedule", req, DescribeScheduleResponse.Parser, options);

    /// <summary>Calls ListBatchOperations.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListBatchOperationsResponse> ListBatchOperationsAsync(
        ListBatchOperationsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListBatchOperations", req, ListBatchOperationsResponse.Parser, options);

    /// <summary>Calls ListScheduleMatchingTimes.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListScheduleMatchingTimesResponse> ListScheduleMatchingTimesAsync(
        ListScheduleMatchingTimesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListScheduleMatchingTimes", req, ListScheduleMatchingTimesResponse.Parser, options);

    /// <summary>Calls ListSchedules.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListSchedulesResponse> ListSchedulesAsync(
        ListSchedulesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListSchedules", req, ListSchedulesResponse.Parser, options);

    /// <summary>Calls PatchSchedule.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<PatchScheduleResponse> PatchScheduleAsync(
        PatchScheduleRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("PatchSchedule", req, PatchScheduleResponse.Parser, options);

    /// <summary>Calls StartBatchOperation.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<StartBatchOperationResponse> StartBatchOperationAsync(
        StartBatchOperationRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("StartBatchOperation", req, StartBatchOperationResponse.Parser, options);

    /// <summary>Calls StopBatchOperation.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<StopBatchOperationResponse> StopBatchOperationAsync(
        StopBatchOperationRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("StopBatchOperation", req, StopBatchOperationResponse.Parser, options);

    /// <summary>Calls UpdateSchedule.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<UpdateScheduleResponse> UpdateScheduleAsync(
        UpdateScheduleRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("UpdateSchedule", req, UpdateScheduleResponse.Parser, options);
}
