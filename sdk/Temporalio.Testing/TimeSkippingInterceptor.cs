using Temporalio.Client;
using Temporalio.Client.Interceptors;

namespace Temporalio.Testing;

/// <summary>Makes the handles of workflows that are started here skip time while their result is awaited.</summary>
internal sealed class TimeSkippingInterceptor(EmbeddedEnvironment environment) : IClientInterceptor
{
    /// <inheritdoc />
    public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) =>
        new Outbound(environment, nextInterceptor);

    private sealed class Outbound(EmbeddedEnvironment environment, ClientOutboundInterceptor next)
        : ClientOutboundInterceptor(next)
    {
        public override async Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
            StartWorkflowInput input)
        {
            var started = await Next.StartWorkflowAsync<TWorkflow, TResult>(input).ConfigureAwait(false);
            return new TimeSkippingHandle<TWorkflow, TResult>(environment, started);
        }
    }
}
