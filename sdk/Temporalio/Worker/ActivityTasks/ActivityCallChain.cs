using Temporalio.Activities;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>The ends of the interceptor chains of one attempt.</summary>
internal static class ActivityCallChain
{
    /// <summary>Builds the chains, so that heartbeats of the context go through the outgoing one.</summary>
    /// <param name="interceptors">Interceptors, outermost first.</param>
    /// <param name="context">Context of the attempt.</param>
    /// <param name="heartbeat">Where heartbeats finally go.</param>
    /// <returns>The outermost incoming interceptor.</returns>
    public static ActivityInboundInterceptor Build(
        IEnumerable<IWorkerInterceptor> interceptors, ActivityExecutionContext context, Action<object?[]> heartbeat)
    {
        ActivityInboundInterceptor inbound = new Innermost(context);
        foreach (var interceptor in interceptors.Reverse())
        {
            inbound = interceptor.InterceptActivity(inbound);
        }
        inbound.Init(new Outermost(heartbeat));
        return inbound;
    }

    private sealed class Innermost(ActivityExecutionContext context) : ActivityInboundInterceptor
    {
        public override void Init(ActivityOutboundInterceptor outbound) =>
            context.SetHeartbeater(details => outbound.Heartbeat(new(details)));

        public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input) =>
            input.Activity.InvokeAsync(input.Args);
    }

    private sealed class Outermost(Action<object?[]> heartbeat) : ActivityOutboundInterceptor
    {
        public override void Heartbeat(HeartbeatInput input) => heartbeat(input.Details);
    }
}
