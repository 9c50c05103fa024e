using Temporalio.Workflows;

namespace Temporalio.Worker.Interceptors;

/// <summary>Stands around what workflows ask for. Each method by default goes on to <see cref="Next" />.</summary>
/// <remarks>It runs inside of the workflow: the rules for workflow code hold for it.</remarks>
public abstract class WorkflowOutboundInterceptor
{
    private readonly WorkflowOutboundInterceptor? next;

    /// <summary>Initializes a new instance of the <see cref="WorkflowOutboundInterceptor" /> class.</summary>
    /// <param name="next">Next interceptor of the chain.</param>
    protected WorkflowOutboundInterceptor(WorkflowOutboundInterceptor next) => this.next = next;

    private protected WorkflowOutboundInterceptor()
    {
    }

    /// <summary>Gets the next interceptor.</summary>
    /// <exception cref="InvalidOperationException">This is the last one.</exception>
    protected WorkflowOutboundInterceptor Next => next ?? throw new InvalidOperationException("No next interceptor");

    /// <summary>Asks another workflow to cancel.</summary>
    /// <param name="input">Which.</param>
    /// <returns>Task that ends when the request is delivered.</returns>
    public virtual Task CancelExternalWorkflowAsync(CancelExternalWorkflowInput input) =>
        Next.CancelExternalWorkflowAsync(input);

    /// <summary>Makes the exception that continues as new.</summary>
    /// <param name="input">The new run.</param>
    /// <returns>The exception.</returns>
    public virtual ContinueAsNewException CreateContinueAsNewException(CreateContinueAsNewExceptionInput input) =>
        Next.CreateContinueAsNewException(input);

    /// <summary>Starts a timer.</summary>
    /// <param name="input">How long.</param>
    /// <returns>Task that ends with it.</returns>
    public virtual Task DelayAsync(DelayAsyncInput input) => Next.DelayAsync(input);

    /// <summary>Schedules an activity.</summary>
    /// <typeparam name="TResult">Result type; <see cref="ValueTuple" /> for none.</typeparam>
    /// <param name="input">The call.</param>
    /// <returns>Its result.</returns>
    public virtual Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
        Next.ScheduleActivityAsync<TResult>(input);

    /// <summary>Schedules a local activity.</summary>
    /// <typeparam name="TResult">Result type; <see cref="ValueTuple" /> for none.</typeparam>
    /// <param name="input">The call.</param>
    /// <returns>Its result.</returns>
    public virtual Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input) =>
        Next.ScheduleLocalActivityAsync<TResult>(input);

    /// <summary>Signals a child workflow.</summary>
    /// <param name="input">The signal.</param>
    /// <returns>Task that ends when it is delivered.</returns>
    public virtual Task SignalChildWorkflowAsync(SignalChildWorkflowInput input) => Next.SignalChildWorkflowAsync(input);

    /// <summary>Signals another workflow.</summary>
    /// <param name="input">The signal.</param>
    /// <returns>Task that ends when it is delivered.</returns>
    public virtual Task SignalExternalWorkflowAsync(SignalExternalWorkflowInput input) =>
        Next.SignalExternalWorkflowAsync(input);

    /// <summary>Starts a child workflow.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Result type; <see cref="ValueTuple" /> for none.</typeparam>
    /// <param name="input">The child.</param>
    /// <returns>Its handle, once it is started.</returns>
    public virtual Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        StartChildWorkflowInput input) => Next.StartChildWorkflowAsync<TWorkflow, TResult>(input);

    /// <summary>Starts a Nexus operation.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="input">The operation.</param>
    /// <returns>Its handle, once it is started.</returns>
    /// <exception cref="NotSupportedException">At the end of the chain: Nexus is not supported.</exception>
    public virtual Task<NexusWorkflowOperationHandle<TResult>> ScheduleNexusOperationAsync<TResult>(
        ScheduleNexusOperationInput input) => Next.ScheduleNexusOperationAsync<TResult>(input);
}
