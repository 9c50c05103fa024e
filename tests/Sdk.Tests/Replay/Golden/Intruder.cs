using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <summary>Changes workflow code: one timer more, at its start or when its gate opens.</summary>
internal sealed class Intruder(bool atGate) : IWorkerInterceptor
{
    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
        new Inbound(nextInterceptor, atGate);

    private sealed class Inbound(WorkflowInboundInterceptor next, bool atGate) : WorkflowInboundInterceptor(next)
    {
        public override Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
        {
            Intrude(!atGate);
            return base.ExecuteWorkflowAsync(input);
        }

        public override Task HandleSignalAsync(HandleSignalInput input)
        {
            Intrude(atGate && input.Signal == "go");
            return base.HandleSignalAsync(input);
        }

        private static void Intrude(bool now)
        {
            if (now)
            {
                _ = Workflow.DelayAsync(TimeSpan.FromHours(1));
            }
        }
    }
}
