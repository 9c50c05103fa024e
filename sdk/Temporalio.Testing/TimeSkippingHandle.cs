using Temporalio.Client;

namespace Temporalio.Testing;

/// <summary>A handle that skips time while its result is awaited.</summary>
internal sealed record TimeSkippingHandle<TWorkflow, TResult> : WorkflowHandle<TWorkflow, TResult>
{
    private readonly EmbeddedEnvironment environment;

    /// <summary>
    /// Initializes a new instance of the <see cref="TimeSkippingHandle{TWorkflow, TResult}"/> class like another.
    /// </summary>
    public TimeSkippingHandle(EmbeddedEnvironment environment, WorkflowHandle<TWorkflow, TResult> started)
        : base(started.Client, started.Id, started.RunId, started.ResultRunId, started.FirstExecutionRunId) =>
        this.environment = environment;

    /// <inheritdoc />
    public override Task<TLocalResult> GetResultAsync<TLocalResult>(
        bool followRuns = true, RpcOptions? rpcOptions = null) =>
        environment.SkippingAsync(() => base.GetResultAsync<TLocalResult>(followRuns, rpcOptions));
}
