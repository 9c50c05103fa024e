using System.Text;
using DirectedExecution.DevServer.Engine.Cron;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What a start request must look like. All refusals are INVALID_ARGUMENT; what this server cannot do is UNIMPLEMENTED.
/// </summary>
internal static class StartChecks
{
    public const string ReservedQueuePrefix = "/_sys/";

    public static void Check(StartWorkflowExecutionRequest request, DateTimeOffset now)
    {
        CheckId(request.WorkflowId, "WorkflowId");
        CheckId(request.WorkflowType?.Name ?? string.Empty, "WorkflowType");
        CheckId(request.TaskQueue?.Name ?? string.Empty, "TaskQueue");
        CheckLength(request.RequestId, "RequestId");
        if (request.TaskQueue!.Name.StartsWith(ReservedQueuePrefix, StringComparison.Ordinal))
        {
            throw RpcError.InvalidArgument($"Task queue names that start with {ReservedQueuePrefix} are reserved.");
        }

        CheckTimes(request);
        if ((RetryRules.Fault(request.RetryPolicy) ?? CronRules.Fault(request.CronSchedule, now)) is { } fault)
        {
            throw RpcError.InvalidArgument(fault);
        }

        if (Fault(request.Priority) is { } badPriority)
        {
            throw RpcError.InvalidArgument(badPriority);
        }

        CheckPolicies(request.WorkflowIdReusePolicy, request.WorkflowIdConflictPolicy);
        CheckSize(request.Input, "Input");
        CheckSize(request.Memo, "Memo");
        CheckSupported(request);
    }

    /// <summary>What is wrong with a priority; null for nothing.</summary>
    public static string? Fault(Priority? priority) => priority switch
    {
        { PriorityKey: < 0 } => "Priority key can't be negative.",
        { FairnessWeight: < 0 } => "Fairness weight can't be negative.",
        { FairnessKey: var key } when Encoding.UTF8.GetByteCount(key) > Limits.FairnessKeyBytes =>
            "Fairness key length exceeds limit.",
        _ => null,
    };

    public static void CheckId(string id, string name)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw RpcError.InvalidArgument($"{name} is not set on request.");
        }

        CheckLength(id, name);
    }

    public static void CheckLength(string id, string name)
    {
        if (Encoding.UTF8.GetByteCount(id) > Limits.IdBytes)
        {
            throw RpcError.InvalidArgument($"{name} length exceeds limit.");
        }
    }

    public static void CheckSize(Google.Protobuf.IMessage? blob, string name)
    {
        if (blob is not null && blob.CalculateSize() > Limits.BlobBytes)
        {
            throw RpcError.InvalidArgument($"{name} exceeds size limit.");
        }
    }

    private static void CheckTimes(StartWorkflowExecutionRequest request)
    {
        var isNegative = request.WorkflowExecutionTimeout.Read() < TimeSpan.Zero ||
            request.WorkflowRunTimeout.Read() < TimeSpan.Zero ||
            request.WorkflowTaskTimeout.Read() < TimeSpan.Zero ||
            request.WorkflowStartDelay.Read() < TimeSpan.Zero;
        if (isNegative)
        {
            throw RpcError.InvalidArgument("A timeout or delay of the request is negative.");
        }

        if (request.CronSchedule.Length > 0 && request.WorkflowStartDelay is not null)
        {
            throw RpcError.InvalidArgument("CronSchedule and WorkflowStartDelay may not be used together.");
        }
    }

    private static void CheckPolicies(WorkflowIdReusePolicy reuse, WorkflowIdConflictPolicy conflict)
    {
        if (reuse == WorkflowIdReusePolicy.TerminateIfRunning && conflict != WorkflowIdConflictPolicy.Unspecified)
        {
            throw RpcError.InvalidArgument(
                "WorkflowIdReusePolicy TERMINATE_IF_RUNNING cannot be used with a WorkflowIdConflictPolicy.");
        }

        if (reuse == WorkflowIdReusePolicy.RejectDuplicate && conflict == WorkflowIdConflictPolicy.TerminateExisting)
        {
            throw RpcError.InvalidArgument(
                "WorkflowIdReusePolicy REJECT_DUPLICATE cannot be used with WorkflowIdConflictPolicy " +
                "TERMINATE_EXISTING.");
        }
    }

    private static void CheckSupported(StartWorkflowExecutionRequest request)
    {
        var missing = request switch
        {
            { CompletionCallbacks.Count: > 0 } => "Completion callbacks",
            { OnConflictOptions: not null } => "Options on conflict",
            { VersioningOverride: not null } => "Versioning overrides",
            { TimeSkippingConfig: not null } => "Time skipping",
            _ => null,
        };
        if (missing is not null)
        {
            throw RpcError.Unimplemented($"{missing} are not supported by the embedded server.");
        }
    }
}
