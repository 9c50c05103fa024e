using Temporalio.Common;
using Temporalio.Converters;

namespace Temporalio.Workflows;

/// <summary>What does not change during a run.</summary>
/// <param name="Attempt">Attempt of the workflow, from 1.</param>
/// <param name="ContinuedRunId">Run that this one continues, if any.</param>
/// <param name="CronSchedule">Cron schedule, if any.</param>
/// <param name="ExecutionTimeout">Limit over all runs, if any.</param>
/// <param name="FirstExecutionRunId">First run of the chain.</param>
/// <param name="Headers">Headers of the start.</param>
/// <param name="LastFailure">Failure of the run before, if any.</param>
/// <param name="LastResult">Result of the run before, if any.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Parent">Parent, if this is a child.</param>
/// <param name="Priority">Priority.</param>
/// <param name="RetryPolicy">Retry policy of the workflow, if any.</param>
/// <param name="Root">Topmost workflow above this one, if it is not this one.</param>
/// <param name="RunId">Run id.</param>
/// <param name="RunTimeout">Limit of this run, if any.</param>
/// <param name="StartTime">When the first task of this run was started.</param>
/// <param name="TaskQueue">Task queue.</param>
/// <param name="TaskTimeout">Limit of a workflow task.</param>
/// <param name="WorkflowId">Workflow id.</param>
/// <param name="WorkflowStartTime">When this run was started on the server.</param>
/// <param name="WorkflowType">Workflow type.</param>
public record WorkflowInfo(
    int Attempt,
    string? ContinuedRunId,
    string? CronSchedule,
    TimeSpan? ExecutionTimeout,
    string FirstExecutionRunId,
    IReadOnlyDictionary<string, Api.Common.V1.Payload>? Headers,
    Exception? LastFailure,
    IReadOnlyCollection<IRawValue>? LastResult,
    string Namespace,
    WorkflowInfo.ParentInfo? Parent,
    Priority Priority,
    RetryPolicy? RetryPolicy,
    WorkflowInfo.RootInfo? Root,
    string RunId,
    TimeSpan? RunTimeout,
    DateTime StartTime,
    string TaskQueue,
    TimeSpan TaskTimeout,
    string WorkflowId,
    DateTime WorkflowStartTime,
    string WorkflowType)
{
    /// <summary>Gets what every log line of the workflow carries.</summary>
    internal Dictionary<string, object> LoggerScope => new()
    {
        ["Attempt"] = Attempt,
        ["Namespace"] = Namespace,
        ["RunId"] = RunId,
        ["TaskQueue"] = TaskQueue,
        ["WorkflowId"] = WorkflowId,
        ["WorkflowType"] = WorkflowType,
    };

    /// <summary>The parent of a child workflow.</summary>
    /// <param name="Namespace">Namespace.</param>
    /// <param name="RunId">Run id.</param>
    /// <param name="WorkflowId">Workflow id.</param>
    public record ParentInfo(string Namespace, string RunId, string WorkflowId);

    /// <summary>The topmost workflow above a child.</summary>
    /// <param name="RunId">Run id.</param>
    /// <param name="WorkflowId">Workflow id.</param>
    public record RootInfo(string RunId, string WorkflowId);
}
