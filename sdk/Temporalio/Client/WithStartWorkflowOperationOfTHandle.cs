namespace Temporalio.Client;

/// <summary>The start that an update may come with. Good for one call.</summary>
/// <typeparam name="THandle">Type of the workflow's handle.</typeparam>
public sealed class WithStartWorkflowOperation<THandle> : WithStartWorkflowOperation
    where THandle : WorkflowHandle
{
    private readonly Func<ITemporalClient, string, string, THandle> makeHandle;
    private readonly TaskCompletionSource<THandle> handle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WithStartWorkflowOperation(
        string workflow,
        IReadOnlyCollection<object?> args,
        WorkflowOptions options,
        Func<ITemporalClient, string, string, THandle> makeHandle)
        : base(workflow, args, options) => this.makeHandle = makeHandle;

    /// <inheritdoc />
    internal override bool IsCompleted => handle.Task.IsCompleted;

    /// <summary>
    /// Gets the handle of the workflow, when the call with the update has started it or found it running.
    /// </summary>
    /// <returns>The handle. The task fails as the call does, if that could not start the workflow.</returns>
    public Task<THandle> GetHandleAsync() => handle.Task;

    /// <inheritdoc />
    public override object Clone() =>
        new WithStartWorkflowOperation<THandle>(Workflow, Args, (WorkflowOptions)Options.Clone(), makeHandle)
        {
            Headers = Headers,
        };

    /// <inheritdoc />
    internal override void Complete(ITemporalClient client, string id, string runId) =>
        handle.TrySetResult(makeHandle(client, id, runId));

    /// <inheritdoc />
    internal override void Fail(Exception e)
    {
        // Nobody has to ask for the handle: then nobody hears of this here, but of the call.
        if (handle.TrySetException(e))
        {
            _ = handle.Task.Exception;
        }
    }
}
