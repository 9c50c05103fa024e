using Temporalio.Worker.Interceptors;

namespace Sdk.Tests.Replay.Golden;

/// <summary>Keeps what the code of a replayed workflow returned.</summary>
internal sealed class ResultKeeper : IWorkerInterceptor
{
    public object? Result { get; private set; }

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
        new Inbound(nextInterceptor, this);

    private sealed class Inbound(WorkflowInboundInterceptor next, ResultKeeper keeper)
        : WorkflowInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input) =>
            keeper.Result = await base.ExecuteWorkflowAsync(input);
    }
}
