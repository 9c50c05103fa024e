using Temporalio.Api.WorkflowService.V1;
using Operation = Temporalio.Api.WorkflowService.V1.StartBatchOperationRequest.OperationOneofCase;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>What a request for a batch operation must look like: what could not be carried out is not begun.</summary>
internal static class BatchChecks
{
    private const string Incomplete =
        "must provide required parameters: BatchType/Reason/Namespace/Query/Executions";

    /// <exception cref="RpcError">INVALID_ARGUMENT, or UNIMPLEMENTED for what this server cannot do.</exception>
    public static void Check(StartBatchOperationRequest request)
    {
        StartChecks.CheckId(request.JobId, "JobId");
        var fault = request switch
        {
            { Reason.Length: 0 } => Incomplete,
            { VisibilityQuery.Length: 0, Executions.Count: 0 } => Incomplete,
            { VisibilityQuery.Length: > 0, Executions.Count: > 0 } => "Either a query or executions, not both.",
            _ when request.Executions.Any(execution => execution.WorkflowId.Length == 0) =>
                "WorkflowId is not set on an execution.",
            _ => FaultOfOperation(request),
        };
        if (fault is not null)
        {
            throw RpcError.InvalidArgument(fault);
        }

        if (request.UpdateWorkflowOptionsOperation is { } options)
        {
            WorkflowOptions.Check(options.WorkflowExecutionOptions, options.UpdateMask);
        }

        ResetRequests.CheckOperations(request.ResetOperation?.PostResetOperations ?? []);
    }

    /// <summary>Who asked, as the operation says.</summary>
    public static string IdentityOf(StartBatchOperationRequest request) => request.OperationCase switch
    {
        Operation.TerminationOperation => request.TerminationOperation.Identity,
        Operation.SignalOperation => request.SignalOperation.Identity,
        Operation.CancellationOperation => request.CancellationOperation.Identity,
        Operation.DeletionOperation => request.DeletionOperation.Identity,
        Operation.ResetOperation => request.ResetOperation.Identity,
        Operation.UnpauseActivitiesOperation => request.UnpauseActivitiesOperation.Identity,
        Operation.ResetActivitiesOperation => request.ResetActivitiesOperation.Identity,
        Operation.UpdateActivityOptionsOperation => request.UpdateActivityOptionsOperation.Identity,
        Operation.UpdateWorkflowOptionsOperation => request.UpdateWorkflowOptionsOperation.Identity,
        _ => string.Empty,
    };

    private static string? FaultOfOperation(StartBatchOperationRequest request) => request switch
    {
        { SignalOperation: { } signal } => FaultOf(() => SignalCalls.Check(signal.Signal, signal.Input)),
        { ResetOperation: { } reset } when !BatchResetPoint.IsGiven(reset) => "batch reset missing target",
        { UnpauseActivitiesOperation: { HasType: false, MatchAll: false } } or
            { ResetActivitiesOperation: { HasType: false, MatchAll: false } } or
            { UpdateActivityOptionsOperation: { HasType: false, MatchAll: false } } =>
            "must provide ActivityType or MatchAll",
        { UpdateActivityOptionsOperation: { RestoreOriginal: false, UpdateMask: null } } =>
            "UpdateMask is not provided.",
        { UpdateActivityOptionsOperation: { RestoreOriginal: false, ActivityOptions: null } } =>
            "ActivityOptions are not provided.",
        { UpdateActivityOptionsOperation: { RestoreOriginal: true, UpdateMask: not null } } =>
            "Both UpdateMask and RestoreOriginal are provided.",
        { OperationCase: Operation.None or Operation.CancelActivitiesOperation or
            Operation.TerminateActivitiesOperation or Operation.DeleteActivitiesOperation } => Incomplete,
        _ => null,
    };

    private static string? FaultOf(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (RpcError refusal)
        {
            return refusal.Message;
        }
    }
}
