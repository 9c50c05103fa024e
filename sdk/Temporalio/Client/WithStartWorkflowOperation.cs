using System.Linq.Expressions;
using Temporalio.Api.Common.V1;

namespace Temporalio.Client;

/// <summary>The start that an update may come with. Good for one call.</summary>
public abstract class WithStartWorkflowOperation : ICloneable
{
    private int used;

    private protected WithStartWorkflowOperation(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        Workflow = workflow;
        Args = args;
        Options = options;
    }

    /// <summary>Gets or sets the workflow type.</summary>
    public string Workflow { get; set; }

    /// <summary>Gets or sets the arguments.</summary>
    public IReadOnlyCollection<object?> Args { get; set; }

    /// <summary>Gets or sets the options of the start. Id, task queue and conflict policy are required.</summary>
    public WorkflowOptions Options { get; set; }

    /// <summary>Gets or sets the headers; null for none.</summary>
    public IDictionary<string, Payload>? Headers { get; set; }

    /// <summary>Gets a value indicating whether the handle is known, or why there is none.</summary>
    internal abstract bool IsCompleted { get; }

    /// <summary>Makes the start of a workflow by a lambda that calls its run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id, task queue and conflict policy are required.</param>
    /// <returns>The start.</returns>
    /// <exception cref="ArgumentException">The lambda is wrong.</exception>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow, TResult>> Create<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        var (workflow, args) = WorkflowCalls.Run(workflowRunCall);
        return new(workflow, args, options, (client, id, runId) => new(client, id, null, runId, runId));
    }

    /// <summary>Makes the start of a workflow by a lambda that calls its run method.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="workflowRunCall">Call of the run method.</param>
    /// <param name="options">Options; id, task queue and conflict policy are required.</param>
    /// <returns>The start.</returns>
    /// <exception cref="ArgumentException">The lambda is wrong.</exception>
    public static WithStartWorkflowOperation<WorkflowHandle<TWorkflow>> Create<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        var (workflow, args) = WorkflowCalls.Run(workflowRunCall);
        return new(workflow, args, options, (client, id, runId) => new(client, id, null, runId, runId));
    }

    /// <summary>Makes the start of a workflow by name.</summary>
    /// <param name="workflow">Workflow type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options; id, task queue and conflict policy are required.</param>
    /// <returns>The start.</returns>
    public static WithStartWorkflowOperation<WorkflowHandle> Create(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options) =>
        new(workflow, args, options, (client, id, runId) => new(client, id, null, runId, runId));

    /// <summary>Makes a copy that can be used once more.</summary>
    /// <returns>The copy.</returns>
    public abstract object Clone();

    /// <summary>Marks this as used; false if it was.</summary>
    internal bool TryMarkUsed() => Interlocked.Exchange(ref used, 1) == 0;

    /// <summary>The workflow was started, or was there.</summary>
    internal abstract void Complete(ITemporalClient client, string id, string runId);

    /// <summary>It was not.</summary>
    internal abstract void Fail(Exception e);
}
