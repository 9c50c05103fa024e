using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace Temporalio.Runtime.Metrics;

/// <summary>What is measured of the runs of one workflow type.</summary>
internal sealed class RunMetrics(SdkInstruments instruments, CustomMeter at)
{
    public void CacheHit() => instruments.StickyCacheHit.Count(at);

    public void TaskTook(TimeSpan span) => instruments.WorkflowTaskExecutionLatency.Took(at, span);

    public void ReplayTook(TimeSpan span) => instruments.WorkflowTaskReplayLatency.Took(at, span);

    public void TaskFailed(WorkflowTaskFailedCause cause) => instruments.WorkflowTaskExecutionFailed.Count(
        at.Tagged(new KeyValuePair<string, object>(MetricTags.FailureReason, ReasonOf(cause))));

    /// <summary>Notes the end of a run that the server has accepted.</summary>
    public void Ended(IEnumerable<Command> commands, TimeSpan? runTime)
    {
        foreach (var command in commands)
        {
            CounterOf(command)?.Count(at);
        }

        if (runTime is { } span)
        {
            instruments.WorkflowEndToEndLatency.Took(at, span);
        }
    }

    private static string ReasonOf(WorkflowTaskFailedCause cause) => cause switch
    {
        WorkflowTaskFailedCause.NonDeterministicError => MetricTags.NondeterminismReason,
        WorkflowTaskFailedCause.GrpcMessageTooLarge => MetricTags.TooLargeReason,
        _ => MetricTags.WorkflowReason,
    };

    private static bool IsBenign(Command command) =>
        command.FailWorkflowExecutionCommandAttributes.Failure?.ApplicationFailureInfo?.Category ==
        ApplicationErrorCategory.Benign;

    private CustomCounter<long>? CounterOf(Command command) => command.CommandType switch
    {
        CommandType.CompleteWorkflowExecution => instruments.WorkflowCompleted,
        CommandType.FailWorkflowExecution when !IsBenign(command) => instruments.WorkflowFailed,
        CommandType.CancelWorkflowExecution => instruments.WorkflowCanceled,
        CommandType.ContinueAsNewWorkflowExecution => instruments.WorkflowContinueAsNew,
        _ => null,
    };
}
