namespace Temporalio.Worker.Interceptors;

/// <summary>Stands around what comes in to workflows. Each method by default goes on to <see cref="Next" />.</summary>
/// <remarks>It runs inside of the workflow: the rules for workflow code hold for it.</remarks>
public abstract class WorkflowInboundInterceptor
{
    private readonly WorkflowInboundInterceptor? next;

    /// <summary>Initializes a new instance of the <see cref="WorkflowInboundInterceptor" /> class.</summary>
    /// <param name="next">Next interceptor of the chain.</param>
    protected WorkflowInboundInterceptor(WorkflowInboundInterceptor next) => this.next = next;

    private protected WorkflowInboundInterceptor()
    {
    }

    /// <summary>Gets the next interceptor.</summary>
    /// <exception cref="InvalidOperationException">This is the last one.</exception>
    protected WorkflowInboundInterceptor Next => next ?? throw new InvalidOperationException("No next interceptor");

    /// <summary>Hands in the chain of outgoing calls; an interceptor may put its own in front of it.</summary>
    /// <param name="outbound">The outgoing chain.</param>
    public virtual void Init(WorkflowOutboundInterceptor outbound) => Next.Init(outbound);

    /// <summary>Runs the workflow.</summary>
    /// <param name="input">What to run.</param>
    /// <returns>Its result.</returns>
    public virtual Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input) => Next.ExecuteWorkflowAsync(input);

    /// <summary>Handles a signal.</summary>
    /// <param name="input">The signal.</param>
    /// <returns>Task that ends with the handler.</returns>
    public virtual Task HandleSignalAsync(HandleSignalInput input) => Next.HandleSignalAsync(input);

    /// <summary>Answers a query.</summary>
    /// <param name="input">The query.</param>
    /// <returns>The answer.</returns>
    public virtual object? HandleQuery(HandleQueryInput input) => Next.HandleQuery(input);

    /// <summary>Validates an update; not called on replay.</summary>
    /// <param name="input">The update.</param>
    public virtual void ValidateUpdate(HandleUpdateInput input) => Next.ValidateUpdate(input);

    /// <summary>Handles an update.</summary>
    /// <param name="input">The update.</param>
    /// <returns>Its result.</returns>
    public virtual Task<object?> HandleUpdateAsync(HandleUpdateInput input) => Next.HandleUpdateAsync(input);
}
