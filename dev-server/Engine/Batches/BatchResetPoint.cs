using Temporalio.Api.Batch.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

// The older way to say where to is still what some clients send.
#pragma warning disable CS0612

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>Where a batch operation resets each run to.</summary>
internal sealed class BatchResetPoint(EngineCore core)
{
    /// <summary>Whether it says where to.</summary>
    public static bool IsGiven(BatchOperationReset wanted) => wanted.Options is { } options
        ? options.TargetCase != ResetOptions.TargetOneofCase.None
        : wanted.ResetType is ResetType.FirstWorkflowTask or ResetType.LastWorkflowTask;

    /// <exception cref="RpcError">The run has no such place.</exception>
    public ResetWorkflowExecutionRequest Request(
        string namespaceName, StartBatchOperationRequest request, WorkflowExecution target)
    {
        var wanted = request.ResetOperation;
        var run = core.Runs.Resolve(core.Catalog.GetNamespace(namespaceName).Id, target);
        var (runId, eventId) = Find(run, wanted);
        return new ResetWorkflowExecutionRequest
        {
            Namespace = namespaceName,
            WorkflowExecution = new WorkflowExecution { WorkflowId = run.Key.WorkflowId, RunId = runId },
            Reason = request.Reason,
            Identity = wanted.Identity,
            RequestId = core.Ids.NewId(),
            WorkflowTaskFinishEventId = eventId,
            ResetReapplyType = wanted.Options?.ResetReapplyType ?? wanted.ResetReapplyType,
            ResetReapplyExcludeTypes = { wanted.Options?.ResetReapplyExcludeTypes ?? [] },
            PostResetOperations = { wanted.PostResetOperations.Select(operation => operation.Clone()) },
        };
    }

    private (string RunId, long EventId) Find(Run run, BatchOperationReset wanted) => wanted.Options?.TargetCase switch
    {
        ResetOptions.TargetOneofCase.FirstWorkflowTask => (run.Key.RunId, TaskOf(run, isLast: false)),
        ResetOptions.TargetOneofCase.LastWorkflowTask => (run.Key.RunId, TaskOf(run, isLast: true)),
        ResetOptions.TargetOneofCase.WorkflowTaskId => (run.Key.RunId, wanted.Options.WorkflowTaskId),
        ResetOptions.TargetOneofCase.BuildId => BuildOf(run, wanted.Options),
        _ => (run.Key.RunId, TaskOf(run, wanted.ResetType == ResetType.LastWorkflowTask)),
    };

    private static (string RunId, long EventId) BuildOf(Run run, ResetOptions options) =>
        run.State.ResetPoints.Points.FirstOrDefault(point =>
            point.BuildId == options.BuildId && (!options.CurrentRunOnly || point.RunId == run.Key.RunId)) is { } found
            ? (found.RunId, found.FirstWorkflowTaskCompletedId)
            : throw RpcError.InvalidArgument($"The run has no reset point of build {options.BuildId}.");

    /// <summary>The end of a task; where none has ended, the one that is under way.</summary>
    private long TaskOf(Run run, bool isLast)
    {
        var events = core.Histories.Read(run.Key.RunId, 1, run.State.NextEventId - 1);
        var ended = Pick(events, EventType.WorkflowTaskCompleted, isLast);
        var scheduled = Pick(events, EventType.WorkflowTaskScheduled, isLast);
        return ended ?? scheduled + 1 ?? throw RpcError.InvalidArgument("The run has no workflow task to reset to.");
    }

    private static long? Pick(IReadOnlyList<HistoryEvent> events, EventType wanted, bool isLast)
    {
        var found = events.Where(read => read.EventType == wanted);
        return (isLast ? found.LastOrDefault() : found.FirstOrDefault())?.EventId;
    }
}
