namespace Temporalio.Worker.Interceptors;

/// <summary>Stands around calls out of activities. Each method by default goes on to <see cref="Next"/>.</summary>
public abstract class ActivityOutboundInterceptor
{
    private readonly ActivityOutboundInterceptor? next;

    /// <summary>Initializes a new instance of the <see cref="ActivityOutboundInterceptor"/> class.</summary>
    /// <param name="next">Next interceptor of the chain.</param>
    protected ActivityOutboundInterceptor(ActivityOutboundInterceptor next) => this.next = next;

    private protected ActivityOutboundInterceptor()
    {
    }

    /// <summary>Gets the next interceptor.</summary>
    /// <exception cref="InvalidOperationException">This is the last one.</exception>
    protected ActivityOutboundInterceptor Next =>
        next ?? throw new InvalidOperationException("No next interceptor");

    /// <summary>Records a heartbeat.</summary>
    /// <param name="input">The details.</param>
    public virtual void Heartbeat(HeartbeatInput input) => Next.Heartbeat(input);
}
