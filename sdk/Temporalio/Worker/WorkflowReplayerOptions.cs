using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Converters;
using Temporalio.Runtime;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>Options of a replayer. At least one workflow is required.</summary>
public class WorkflowReplayerOptions : ICloneable
{
    /// <summary>
    /// Raised before each workflow task runs, on the thread of the workflow. For tests; what a handler throws fails
    /// the task.
    /// </summary>
    public event EventHandler<WorkflowTaskStartingEventArgs>? WorkflowTaskStarting;

    /// <summary>Raised after each workflow task has run, on the thread of the workflow. For tests.</summary>
    public event EventHandler<WorkflowTaskCompletedEventArgs>? WorkflowTaskCompleted;

    /// <summary>Gets the workflows.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>Gets or sets the namespace that workflows see. Default "ReplayNamespace".</summary>
    public string Namespace { get; set; } = "ReplayNamespace";

    /// <summary>
    /// Gets or sets the task queue that workflows see where history names none. Default "ReplayTaskQueue".
    /// </summary>
    public string TaskQueue { get; set; } = "ReplayTaskQueue";

    /// <summary>Gets or sets the data converter; it must be able to read the histories.</summary>
    public DataConverter DataConverter { get; set; } = DataConverter.Default;

    /// <summary>Gets or sets the interceptors.</summary>
    public IReadOnlyCollection<IWorkerInterceptor>? Interceptors { get; set; }

    /// <summary>Gets or sets the build id that workflows see.</summary>
    public string? BuildId { get; set; }

    /// <summary>Gets or sets the identity. Nothing is sent by it.</summary>
    public string? Identity { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether deadlock detection is off. Default: with TEMPORAL_DEBUG set to true or
    /// 1, or a
    /// debugger attached.
    /// </summary>
    public bool DebugMode { get; set; } = System.Diagnostics.Debugger.IsAttached ||
        Environment.GetEnvironmentVariable("TEMPORAL_DEBUG") is "1" or "true";

    /// <summary>
    /// Gets or sets a value indicating whether workflow code may leave its scheduler unnoticed. Default false:
    /// Task.Run, Task.Delay, timers and the like fail the replay.
    /// </summary>
    public bool DisableWorkflowTracingEventListener { get; set; }

    /// <summary>Gets or sets where workflow code logs to. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Gets or sets further exception types that fail a workflow instead of its task.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes { get; set; }

    /// <summary>Gets or sets the runtime. Default null: metrics of replays go nowhere.</summary>
    public TemporalRuntime? Runtime { get; set; }

    /// <summary>Gets or sets the plugins. Default null: none.</summary>
    public IReadOnlyCollection<ITemporalWorkerPlugin>? Plugins { get; set; }

    /// <summary>Adds a workflow.</summary>
    /// <typeparam name="T">Type with a <see cref="WorkflowAttribute" />.</typeparam>
    /// <returns>These options.</returns>
    public WorkflowReplayerOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    /// <param name="type">Type with a <see cref="WorkflowAttribute" />.</param>
    /// <returns>These options.</returns>
    public WorkflowReplayerOptions AddWorkflow(Type type) => AddWorkflow(WorkflowDefinition.Create(type));

    /// <summary>Adds a workflow.</summary>
    /// <param name="definition">Definition.</param>
    /// <returns>These options.</returns>
    public WorkflowReplayerOptions AddWorkflow(WorkflowDefinition definition)
    {
        Workflows.Add(definition);
        return this;
    }

    /// <summary>Creates a copy with a list of workflows of its own.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone()
    {
        var copy = (WorkflowReplayerOptions)MemberwiseClone();
        copy.Workflows = [.. Workflows];
        return copy;
    }

    /// <summary>Raises <see cref="WorkflowTaskStarting"/>.</summary>
    internal void OnTaskStarting(WorkflowInstance instance) => WorkflowTaskStarting?.Invoke(instance, new(instance));

    /// <summary>Raises <see cref="WorkflowTaskCompleted"/>.</summary>
    internal void OnTaskCompleted(WorkflowInstance instance, Exception? failure) =>
        WorkflowTaskCompleted?.Invoke(instance, new(instance, failure));
}
