using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Worker.Interceptors;
using Temporalio.Worker.Tuning;
using Temporalio.Workflows;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>How a worker works. A worker copies its options when it is made.</summary>
public partial class TemporalWorkerOptions : ICloneable
{
    /// <summary>Slots of each kind when nothing else is said.</summary>
    internal const int DefaultSlots = 100;

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerOptions"/> class.</summary>
    public TemporalWorkerOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerOptions"/> class.</summary>
    /// <param name="taskQueue">Task queue to work for.</param>
    public TemporalWorkerOptions(string taskQueue) => TaskQueue = taskQueue;

    /// <summary>
    /// Raised before each workflow task runs, on the thread of the workflow. For tests; what a handler throws fails
    /// the task.
    /// </summary>
    public event EventHandler<WorkflowTaskStartingEventArgs>? WorkflowTaskStarting;

    /// <summary>Raised after each workflow task has run, on the thread of the workflow. For tests.</summary>
    public event EventHandler<WorkflowTaskCompletedEventArgs>? WorkflowTaskCompleted;

    /// <summary>Gets or sets the task queue to work for. Required.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets the activities.</summary>
    public IList<ActivityDefinition> Activities { get; private set; } = [];

    /// <summary>Gets the workflows.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>
    /// Gets or sets the factory that starts activities. Default <see cref="Task.Factory"/>, the thread pool; activities
    /// that block want a factory with threads of its own.
    /// </summary>
    public TaskFactory ActivityTaskFactory { get; set; } = Task.Factory;

    /// <summary>
    /// Gets or sets the interceptors, outermost first. Those of the client that intercept workers too come before them.
    /// </summary>
    public IReadOnlyCollection<IWorkerInterceptor>? Interceptors { get; set; }

    /// <summary>Gets or sets the build id. Default the identity of the entry assembly's code.</summary>
    public string? BuildId { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the old versioning by build id is used. Not supported: use
    /// <see cref="DeploymentOptions"/>.
    /// </summary>
    public bool UseWorkerVersioning { get; set; }

    /// <summary>Gets or sets the deployment. Default none.</summary>
    public WorkerDeploymentOptions? DeploymentOptions { get; set; }

    /// <summary>Gets or sets the name under which the server sees this worker. Default that of the client.</summary>
    public string? Identity { get; set; }

    /// <summary>Gets or sets how many activities run at once. Default 100.</summary>
    public int? MaxConcurrentActivities { get; set; }

    /// <summary>Gets or sets the longest time between two heartbeats that are sent on. Default 60 s.</summary>
    public TimeSpan MaxHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets or sets the time between two heartbeats of an activity without heartbeat timeout. Default 30 s.
    /// </summary>
    public TimeSpan DefaultHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many activities this worker starts per second. Default no limit.</summary>
    public double? MaxActivitiesPerSecond { get; set; }

    /// <summary>
    /// Gets or sets how many activities per second the server gives out on the task queue, to all workers together.
    /// Default no limit.
    /// </summary>
    public double? MaxTaskQueueActivitiesPerSecond { get; set; }

    /// <summary>
    /// Gets or sets how long activities may go on after shutdown has begun before they are cancelled. Default zero.
    /// </summary>
    public TimeSpan GracefulShutdownTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Gets or sets how many workflow runs are kept in memory. With zero each task replays the whole history. Default
    /// 10000.
    /// </summary>
    public int MaxCachedWorkflows { get; set; } = 10000;

    /// <summary>Gets or sets how many workflow tasks run at once; at least 2 with a cache. Default 100.</summary>
    public int? MaxConcurrentWorkflowTasks { get; set; }

    /// <summary>Gets or sets how many local activities run at once. Default 100.</summary>
    public int? MaxConcurrentLocalActivities { get; set; }

    /// <summary>Gets or sets a value indicating whether only local activities run here. Default false.</summary>
    public bool LocalActivityWorkerOnly { get; set; }

    /// <summary>
    /// Gets or sets how long the server waits for this worker before it gives the task of a run that is cached here to
    /// another. Default 10 s.
    /// </summary>
    public TimeSpan StickyQueueScheduleToStartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how many polls for workflow tasks go on at once; at least 2 with a cache. Default 5.
    /// </summary>
    public int MaxConcurrentWorkflowTaskPolls { get; set; } = 5;

    /// <summary>
    /// Gets or sets the part of the polls for workflow tasks that goes to the shared queue, at least one. Default 0.2.
    /// </summary>
    public float NonStickyToStickyPollRatio { get; set; } = 0.2f;

    /// <summary>Gets or sets how many polls for activities go on at once. Default 5.</summary>
    public int MaxConcurrentActivityTaskPolls { get; set; } = 5;

    /// <summary>
    /// Gets or sets exception types that fail a workflow instead of its task; with <see cref="Exception"/> also
    /// non-determinism does. Default none but the failure exceptions.
    /// </summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether workflow code may run for any time, for work with a debugger. Default
    /// true if a debugger is attached or TEMPORAL_DEBUG is 1 or true.
    /// </summary>
    public bool DebugMode { get; set; } =
        System.Diagnostics.Debugger.IsAttached ||
        Environment.GetEnvironmentVariable("TEMPORAL_DEBUG") is { } set &&
            (set == "1" || set.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Gets or sets a value indicating whether workflow code may leave its scheduler unnoticed. Default false:
    /// Task.Run, Task.Delay, timers and the like fail the task, which a listener to the events of all tasks of the
    /// process sees.
    /// </summary>
    public bool DisableWorkflowTracingEventListener { get; set; }

    /// <summary>Gets or sets where logs go. Default that of the client.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Gets or sets whether stack traces of waiting workflow code are kept for queries. Default none.
    /// </summary>
    public WorkflowStackTrace WorkflowStackTrace { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether activities never come with the answer to a workflow task, but always
    /// through the task queue. Default false.
    /// </summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>
    /// Gets or sets how many activities at most may come with the answer to one workflow task; each takes a free slot
    /// beforehand. Default 3.
    /// </summary>
    public int MaxEagerActivityReservationsPerWorkflowTask { get; set; } = 3;

    /// <summary>
    /// Gets or sets the tuner. Default null: the numbers above. One with fixed sizes takes their place; others are not
    /// supported.
    /// </summary>
    public WorkerTuner? Tuner { get; set; }

    /// <summary>
    /// Gets or sets the polls for workflow tasks. Default null: <see cref="MaxConcurrentWorkflowTaskPolls"/>. An
    /// autoscaled number counts for each of the two queues of a worker with a cache.
    /// </summary>
    public PollerBehavior? WorkflowTaskPollerBehavior { get; set; }

    /// <summary>
    /// Gets or sets the polls for activities. Default null: <see cref="MaxConcurrentActivityTaskPolls"/>.
    /// </summary>
    public PollerBehavior? ActivityTaskPollerBehavior { get; set; }

    /// <summary>
    /// Gets or sets what says whether a run that meets a patch for the first time takes the new way. Default null: it
    /// does. Not asked on replay.
    /// </summary>
    public Func<PatchActivationInput, bool>? PatchActivationCallback { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether data that is larger than the server's limits is sent all the same.
    /// Default false: the task fails instead, so that it can be tried again, where the server tells its limits. A
    /// server that gets such data ends the workflow, or the activity for good.
    /// </summary>
    public bool DisablePayloadErrorLimit { get; set; }

    /// <summary>Gets or sets the plugins. Those of the client that are for workers too come before them.</summary>
    public IReadOnlyCollection<ITemporalWorkerPlugin>? Plugins { get; set; }

    /// <summary>Adds an activity.</summary>
    /// <param name="del">Delegate to a method with the <see cref="ActivityAttribute"/>.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddActivity(Delegate del) => AddActivity(ActivityDefinition.Create(del));

    /// <summary>Adds an activity.</summary>
    /// <param name="definition">Its definition.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddActivity(ActivityDefinition definition)
    {
        Activities.Add(definition);
        return this;
    }

    /// <summary>Adds all activities of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="instance">Instance; may be null if all are static.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddAllActivities<T>(T? instance) => AddAllActivities(typeof(T), instance);

    /// <summary>Adds all activities of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">Instance; may be null if all are static.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddAllActivities(Type type, object? instance)
    {
        foreach (var definition in ActivityDefinition.CreateAll(type, instance))
        {
            Activities.Add(definition);
        }
        return this;
    }

    /// <summary>Adds a workflow.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddWorkflow(Type type) => AddWorkflow(WorkflowDefinition.Create(type));

    /// <summary>Adds a workflow.</summary>
    /// <param name="definition">Its definition.</param>
    /// <returns>These options.</returns>
    public TemporalWorkerOptions AddWorkflow(WorkflowDefinition definition)
    {
        Workflows.Add(definition);
        return this;
    }

    /// <summary>Makes a copy with lists of its own.</summary>
    /// <returns>The copy, of the same type as this.</returns>
    public virtual object Clone()
    {
        var copy = (TemporalWorkerOptions)MemberwiseClone();
        copy.Activities = [.. Activities];
        copy.Workflows = [.. Workflows];
        copy.DeploymentOptions = (WorkerDeploymentOptions?)DeploymentOptions?.Clone();
        return copy;
    }

    /// <summary>Raises <see cref="WorkflowTaskStarting"/>.</summary>
    internal void OnTaskStarting(WorkflowInstance instance) => WorkflowTaskStarting?.Invoke(instance, new(instance));

    /// <summary>Raises <see cref="WorkflowTaskCompleted"/>.</summary>
    internal void OnTaskCompleted(WorkflowInstance instance, Exception? failure) =>
        WorkflowTaskCompleted?.Invoke(instance, new(instance, failure));
}
