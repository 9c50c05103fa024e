using Temporalio.Common;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>The end of the outbound chain: turns what the code asks for into commands.</summary>
internal sealed class OutboundRoot(
    TimerCalls timers, ActivityCalls activities, LocalActivityCalls locals, ChildCalls children, ExternalCalls external)
    : WorkflowOutboundInterceptor
{
    public override Task CancelExternalWorkflowAsync(CancelExternalWorkflowInput input) => external.CancelAsync(input);

    public override ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) => new(input);

    public override Task DelayAsync(DelayAsyncInput input) => timers.StartAsync(input);

    public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        activities.ScheduleAsync<TResult>(input);

    public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        locals.ScheduleAsync<TResult>(input);

    public override Task<NexusWorkflowOperationHandle<TResult>> ScheduleNexusOperationAsync<TResult>(
        ScheduleNexusOperationInput input) => throw Unsupported.Nexus();

    public override Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) => external.SignalChildAsync(input);

    public override Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) => external.SignalExternalAsync(input);

    public override Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) => children.StartAsync<TWorkflow, TResult>(input);
}
