using System.Linq.Expressions;
using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>Options of starting a workflow. Id and task queue are required.</summary>
public class WorkflowOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowOptions"/> class.</summary>
    public WorkflowOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowOptions"/> class.</summary>
    /// <param name="id">Workflow id.</param>
    /// <param name="taskQueue">Task queue.</param>
    public WorkflowOptions(string id, string taskQueue)
    {
        Id = id;
        TaskQueue = taskQueue;
    }

    /// <summary>Gets or sets the workflow id.</summary>
    public string? Id { get; set; }

    /// <summary>Gets or sets the task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets or sets one line that user interfaces show, in Markdown.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Gets or sets some lines that user interfaces show, in Markdown.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>Gets or sets the time limit of the whole chain of runs. Default null: none.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>Gets or sets the time limit of one run. Default null: none.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>Gets or sets the time limit of one workflow task. Default null: 10 seconds.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Gets or sets whether the id of a closed workflow may be used again. Default: yes.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>Gets or sets what happens when the id is running. Default: the start fails.</summary>
    public WorkflowIdConflictPolicy IdConflictPolicy { get; set; } = WorkflowIdConflictPolicy.Unspecified;

    /// <summary>Gets or sets how a failed workflow is retried. Default null: not at all.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets a cron schedule. Default null: none.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>Gets or sets values that stand beside the workflow and are not searched.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Gets or sets the search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Gets or sets how long the first workflow task waits. Not with a cron schedule. Default null.</summary>
    public TimeSpan? StartDelay { get; set; }

    /// <summary>Gets or sets the signal to send; if the workflow is running already, only the signal happens.</summary>
    public string? StartSignal { get; set; }

    /// <summary>Gets or sets the arguments of the signal.</summary>
    public IReadOnlyCollection<object?>? StartSignalArgs { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether a worker of this connection may get the first task with the answer.
    /// A wish:
    /// without such a worker, a free slot of it and a server that can, the task goes the normal way.
    /// </summary>
    public bool RequestEagerStart { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <summary>Gets or sets the priority. Default null: the server's.</summary>
    public Priority? Priority { get; set; }

    /// <summary>
    /// Gets or sets which deployment versions run the workflow. Default null: what its type says.
    /// </summary>
    public VersioningOverride? VersioningOverride { get; set; }

    /// <summary>Sets the signal to send with the start.</summary>
    /// <typeparam name="TWorkflow">Workflow type.</typeparam>
    /// <param name="signalCall">Call of a signal method.</param>
    public void SignalWithStart<TWorkflow>(Expression<Func<TWorkflow, Task>> signalCall)
    {
        var (name, args) = WorkflowCalls.Signal(signalCall);
        SignalWithStart(name, args);
    }

    /// <summary>Sets the signal to send with the start.</summary>
    /// <param name="signal">Name of the signal.</param>
    /// <param name="args">Arguments.</param>
    public void SignalWithStart(string signal, IReadOnlyCollection<object?> args)
    {
        StartSignal = signal;
        StartSignalArgs = args;
    }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (WorkflowOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
