namespace Temporalio.Worker.Interceptors;

/// <summary>Stands around the execution of activities. Each method by default goes on to <see cref="Next"/>.</summary>
public abstract class ActivityInboundInterceptor
{
    private readonly ActivityInboundInterceptor? next;

    /// <summary>Initializes a new instance of the <see cref="ActivityInboundInterceptor"/> class.</summary>
    /// <param name="next">Next interceptor of the chain.</param>
    protected ActivityInboundInterceptor(ActivityInboundInterceptor next) => this.next = next;

    private protected ActivityInboundInterceptor()
    {
    }

    /// <summary>Gets the next interceptor.</summary>
    /// <exception cref="InvalidOperationException">This is the last one.</exception>
    protected ActivityInboundInterceptor Next =>
        next ?? throw new InvalidOperationException("No next interceptor");

    /// <summary>Hands in the chain of outgoing calls; an interceptor may put its own in front of it.</summary>
    /// <param name="outbound">The outgoing chain.</param>
    public virtual void Init(ActivityOutboundInterceptor outbound) => Next.Init(outbound);

    /// <summary>Executes the activity.</summary>
    /// <param name="input">What to execute.</param>
    /// <returns>What it returned.</returns>
    public virtual Task<object?> ExecuteActivityAsync(ExecuteActivityInput input) => Next.ExecuteActivityAsync(input);
}
