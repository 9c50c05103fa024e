using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>A run as lists and describe show it. Always a copy: it may be kept.</summary>
internal static class ExecutionInfos
{
    /// <summary>For lists: counts and sizes only of closed runs.</summary>
    public static WorkflowExecutionInfo ForList(RunState state)
    {
        var info = Common(state);
        if (state.SearchAttributes.IndexedFields.Count == 0)
        {
            info.SearchAttributes = null;
        }

        if (state.Status != WorkflowExecutionStatus.Running)
        {
            FillCounts(info, state);
        }

        return info;
    }

    public static WorkflowExecutionInfo ForDescribe(RunState state)
    {
        var info = Common(state);
        FillCounts(info, state);
        info.AutoResetPoints = state.ResetPoints.Clone();
        info.FirstRunId = state.Started.FirstExecutionRunId;
        WorkerStamps.Set(info, state.WorkerVersion);
        info.Priority = state.Started.Priority?.Clone();
        info.VersioningInfo = state.VersioningOverride is null
            ? null
            : new WorkflowExecutionVersioningInfo { VersioningOverride = state.VersioningOverride.Clone() };
        return info;
    }

    private static WorkflowExecutionInfo Common(RunState state)
    {
        var started = state.Started;
        var itself = new WorkflowExecution { WorkflowId = state.WorkflowId, RunId = state.RunId };
        return new WorkflowExecutionInfo
        {
            Execution = itself,
            Type = started.WorkflowType,
            StartTime = state.StartTime,
            CloseTime = state.CloseTime,
            Status = state.Status,
            ParentNamespaceId = started.ParentWorkflowNamespaceId,
            ParentExecution = started.ParentWorkflowExecution,
            ExecutionTime = state.ExecutionTime,
            Memo = state.Memo.Clone(),
            SearchAttributes = state.SearchAttributes.Clone(),
            TaskQueue = started.TaskQueue.Name,
            RootExecution = started.RootWorkflowExecution ?? itself,
        };
    }

    private static void FillCounts(WorkflowExecutionInfo info, RunState state)
    {
        info.HistoryLength = state.NextEventId - 1;
        info.HistorySizeBytes = state.HistorySizeBytes;
        info.StateTransitionCount = state.StateTransitionCount;
        if (state.CloseTime.Read() is { } closed)
        {
            info.ExecutionDuration = (closed - state.ExecutionTime.ToDateTimeOffset()).ToSpan();
        }
    }
}
