using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Runtime.Metrics;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;

namespace Temporalio.Workflows.Runtime;

/// <summary>One running workflow: user code, its scheduler, and what it waits for. Driven by activations.</summary>
#pragma warning disable CA1001 // it is only ever dropped: to dispose of anything could run user code
internal sealed class WorkflowInstance
#pragma warning restore CA1001
{
    private readonly WorkflowRunContext context;
    private readonly WorkflowRunStart start;
    private readonly WorkflowDefinition definition;
    private readonly WorkflowScheduler scheduler;
    private readonly WaitConditions conditions;
    private readonly TimerCalls timers;
    private readonly ActivityCalls activities;
    private readonly LocalActivityCalls locals;
    private readonly ChildCalls children;
    private readonly ExternalCalls external;
    private readonly PatchCalls patches;
    private readonly QueryCalls queries;
    private readonly TopLevel topLevel;
    private readonly CancellationTokenSource cancellation = new();
    private readonly AsyncLocal<WorkflowUpdateInfo?> updateInfo = new();
    private Type[] failureTypes;
    private List<WorkflowCommand> commands = [];
    private Activation activation = new() { Jobs = [], Time = default, IsReplaying = false, HistoryLength = 0 };
    private RunBehavior behavior = new(IsModernLoop: true, UsesOfficialRandom: true);
    private DeterministicRandom random = new(0);
    private ulong seed;
    private object? instance;
    private object?[] runArgs = [];
    private bool isActive;
    private Exception? failed;
    private Exception? beginFailure;
    private CustomMeter? meter;

    public WorkflowInstance(WorkflowRunContext context, WorkflowRunStart start, WorkflowDefinition definition)
    {
        this.context = context;
        this.start = start;
        this.definition = definition;
        RawConverter = context.DataConverter;
        Converter = RawConverter.WithSerializationContext(new ISerializationContext.Workflow(context.Namespace, start.WorkflowId));
        Tracing = new(this, context.TracesCalls);
        Waits = new(context.StackTrace != WorkflowStackTrace.None, context.StackTrace == WorkflowStackTrace.Normal);
        failureTypes = [.. context.FailureExceptionTypes, .. definition.FailureExceptionTypes ?? []];
        VersioningBehavior = definition.VersioningBehavior ?? VersioningBehavior.Unspecified;
        scheduler = new(this);
        conditions = new(this);
        timers = new(this);
        activities = new(this);
        locals = new(this, activities.NextSeq, context.RequireLocalActivity);
        children = new(this);
        external = new(this);
        patches = new(this, context.ActivatePatch);
        Attributes = new(this);
        queries = new(this, definition);
        topLevel = new(this);
        Signals = new(this, definition);
        Updates = new(this, definition);
        Logger = new ReplaySafeLogger(
            context.LoggerFactory.CreateLogger($"Temporalio.Workflow:{start.WorkflowType}"), this);
        Inbound = new InboundRoot(this);
        Outbound = new OutboundRoot(timers, activities, locals, children, external);
    }

    public WorkflowInfo Info { get; private set; } = null!;

    /// <summary>Gets what the workflow is made of.</summary>
    public WorkflowDefinition Definition => definition;

    /// <summary>Gets the meter of the workflow's code, silent on replay.</summary>
    public CustomMeter Meter => meter ??= context.Meter.SilentWhile(() => IsReplayingHistoryEvents).Tagged(
        new(MetricTags.Namespace, context.Namespace),
        new(MetricTags.TaskQueue, context.TaskQueue),
        new KeyValuePair<string, object>(MetricTags.WorkflowType, start.WorkflowType));

    /// <summary>Gets the start event.</summary>
    public WorkflowExecutionStartedEventAttributes Started { get; private set; } = new();

    /// <summary>Gets the converter for data of this workflow.</summary>
    public DataConverter Converter { get; }

    /// <summary>Gets the converter without a context, for data of something else.</summary>
    public DataConverter RawConverter { get; }

    public ReplaySafeLogger Logger { get; }

    public PendingWaits Waits { get; }

    public RunningHandlers RunningHandlers { get; } = new();

    public SignalCalls Signals { get; }

    public UpdateCalls Updates { get; }

    public QueryCalls Queries => queries;

    public WorkflowInboundInterceptor Inbound { get; private set; }

    public WorkflowOutboundInterceptor Outbound { get; private set; }

    public CancellationToken CancellationToken => cancellation.Token;

    public Activation Activation => activation;

    public AttributeCalls Attributes { get; }

    public string CurrentDetails { get; set; } = string.Empty;

    /// <summary>Gets the versioning behaviour that the workflow names.</summary>
    public VersioningBehavior VersioningBehavior { get; private set; }

    /// <summary>Gets the deployment version that runs, or on replay ran, this task.</summary>
    public WorkerDeploymentVersion? CurrentDeploymentVersion => activation.DeploymentVersion;

    public WorkflowUpdateInfo? UpdateInfo => updateInfo.Value;

    public bool IsReplaying => activation.IsReplaying;

    /// <summary>
    /// Gets a value indicating whether code runs that ran before; false for queries and validators, which do not.
    /// </summary>
    public bool IsReplayingHistoryEvents => IsReplaying && Guard.Reason is null;

    /// <summary>Gets what says whether code runs that must not change anything.</summary>
    public ReadOnlyGuard Guard { get; } = new();

    /// <summary>Gets what says whether calls that leave the scheduler are noticed.</summary>
    public CallTracing Tracing { get; }

    /// <summary>Gets how many commands this activation has issued so far.</summary>
    public int CommandCount => commands.Count;

    /// <summary>Gets a value indicating whether the task has failed already.</summary>
    public bool HasFailed => failed is not null;

    /// <summary>Gets answers to the queries of the last activation, by id.</summary>
    public Dictionary<string, WorkflowQueryResult> QueryResults { get; } = [];

    /// <summary>
    /// Gets the generator. Questions get one of their own: they must not use up the workflow's numbers.
    /// </summary>
    public DeterministicRandom Random
    {
        get
        {
            Guard.RequireUnfrozen("use workflow randomness");
            return Guard.Reason is null ? random : RandomOf(seed ^ (ulong)activation.HistoryLength);
        }
    }

    public object Instance
    {
        get
        {
            if (beginFailure is not null)
            {
                ExceptionDispatchInfo.Throw(beginFailure);
            }

            return instance ?? throw new InvalidOperationException("The workflow has not begun");
        }
    }

    public Dictionary<string, object> LoggerScope
    {
        get
        {
            var scope = Info.LoggerScope;
            if (updateInfo.Value is { } update)
            {
                scope["UpdateId"] = update.Id;
                scope["UpdateName"] = update.Name;
            }

            return scope;
        }
    }

    /// <summary>Runs one activation to its end, on this thread.</summary>
    /// <returns>What the code asked for, in order.</returns>
    /// <exception cref="Exception">The task must fail.</exception>
    public IReadOnlyList<WorkflowCommand> Activate(Activation next)
    {
        activation = next;
        commands = [];
        QueryResults.Clear();
        SynchronizationContext.SetSynchronizationContext(null);
        isActive = true;
        try
        {
            scheduler.RunInside(RunActivation);
        }
        finally
        {
            isActive = false;
        }

        if (failed is not null)
        {
            // With the trace of where it was thrown: it is what people look for in a task that failed.
            ExceptionDispatchInfo.Throw(failed);
        }

        return commands;
    }

    public void AddCommand(WorkflowCommand command)
    {
        RequireCommandsAllowed(ReadOnlyGuard.IssueCommands);
        commands.Add(command);
    }

    /// <summary>Throws where code runs that must not change anything.</summary>
    public void RequireCommandsAllowed(string what)
    {
        if (!isActive)
        {
            throw new InvalidWorkflowOperationException($"Workflow code cannot {what} outside of an activation");
        }

        if (Guard.Reason is { } reason)
        {
            // It would be silently lost if user code caught it: remembered as what fails the task.
            var official = what == ReadOnlyGuard.IssueCommands ? "issue workflow commands" : "wait or schedule workflow work";
            failed ??= new InvalidWorkflowOperationException(
                $"{reason} created workflow commands: it cannot {what}. Cannot {official} in this context");
            throw failed;
        }
    }

    /// <summary>Runs code that must not change anything; frozen, where a patch is decided about.</summary>
    public void RunReadOnly(string what, Action action, bool isFrozen = false)
    {
        Guard.Run(what, action, isFrozen);
        if (failed is not null)
        {
            ExceptionDispatchInfo.Throw(failed);
        }
    }

    /// <summary>Makes the task fail, with the first exception that is given.</summary>
    public void FailTask(Exception e) => failed ??= e;

    /// <summary>Queues work of the workflow.</summary>
    public Task<T> StartAsync<T>(Func<Task<T>> work, CancellationToken token = default) =>
        Task.Factory.StartNew(work, token, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>Queues work whose exceptions end the workflow or fail the task.</summary>
    public void StartTopLevel(Func<Task> work) =>
        _ = Task.Factory.StartNew(() => topLevel.RunAsync(work), default, TaskCreationOptions.None, scheduler);

    public Task<bool> WaitConditionAsync(WaitConditionOptions options) => conditions.WaitAsync(options);

    public bool Patched(string patchId, bool deprecated) => patches.Ask(patchId, deprecated);

    /// <summary>Whether an exception is a failure of the workflow, not of the code.</summary>
    public bool IsWorkflowFailure(Exception e) =>
        e is FailureException or OperationCanceledException || failureTypes.Any(type => type.IsInstanceOfType(e));

    public Failure ToFailure(Exception e) => Converter.FailureConverter.ToFailure(e, Converter.PayloadConverter);

    public Exception ToException(Failure failure) => Converter.FailureConverter.ToException(failure, Converter.PayloadConverter);

    public UserMetadata? Summary(string? summary) =>
        string.IsNullOrEmpty(summary) ? null : new() { Summary = Converter.PayloadConverter.ToPayload(summary) };

    public Guid NewGuid()
    {
        var bytes = new byte[16];
        Random.NextBytes(bytes);

        // Version 4 and variant 1, in .NET's byte order.
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes);
    }

    public void SetOutbound(WorkflowOutboundInterceptor outbound) => Outbound = outbound;

    public void SetUpdateInfo(WorkflowUpdateInfo info) => updateInfo.Value = info;

    private void RunActivation()
    {
        if (Info is not null)
        {
            context.TaskStarting(this);
        }

        Action run = activation.Jobs.All(job => job is ActivationJob.RunQuery) ? AnswerQueries : RunJobs;
        run();
    }

    private void AnswerQueries()
    {
        foreach (var job in activation.Jobs.OfType<ActivationJob.RunQuery>())
        {
            QueryResults[job.Id] = queries.Answer(job);
        }

        if (scheduler.HasTasks)
        {
            throw new InvalidWorkflowOperationException("A query started work: queries must only read");
        }
    }

    private void RunJobs()
    {
        if (!behavior.IsModernLoop || activation.Jobs.OfType<ActivationJob.Initialize>().Any(job => !job.Behavior.IsModernLoop))
        {
            RunJobsOneByOne();
            return;
        }

        foreach (var job in activation.Jobs)
        {
            Apply(job);
        }

        if (instance is null)
        {
            Create();
            StartRun();
        }

        do
        {
            scheduler.Drain(() => failed is not null);
        }
        while (failed is null && conditions.WakeFirst());
    }

    // As old official SDKs did: code runs after each job, signals before the run method, and all conditions wake at
    // once.
    private void RunJobsOneByOne()
    {
        foreach (var initialize in activation.Jobs.OfType<ActivationJob.Initialize>())
        {
            Initialize(initialize);
            Create();
        }

        foreach (var job in activation.Jobs.OrderBy(job => job.FormerRank))
        {
            Action apply = job is ActivationJob.Initialize ? StartRun : () => Apply(job);
            apply();
            do
            {
                scheduler.Drain(() => failed is not null);
            }
            while (failed is null && job is not ActivationJob.NotifyHasPatch && conditions.WakeAll());
        }
    }

    private void Apply(ActivationJob job)
    {
        switch (job)
        {
            case ActivationJob.Initialize initialize:
                Initialize(initialize);
                break;
            case ActivationJob.NotifyHasPatch patch:
                patches.Notify(patch.PatchId);
                break;
            case ActivationJob.UpdateRandomSeed update:
                seed = update.Seed;
                random = RandomOf(seed);
                break;
            case ActivationJob.Signal signal:
                Signals.Apply(signal.Signaled);
                break;
            case ActivationJob.DoUpdate update:
                Updates.Apply(update);
                break;
            case ActivationJob.CancelWorkflow:
                cancellation.Cancel();
                break;
            case ActivationJob.FireTimer fire:
                timers.Fire(fire.Seq);
                break;
            case ActivationJob.ResolveActivity resolve:
                activities.Resolve(resolve);
                break;
            case ActivationJob.ResolveLocalActivity resolve:
                locals.Resolve(resolve);
                break;
            default:
                ApplyExternal(job);
                break;
        }
    }

    private void ApplyExternal(ActivationJob job)
    {
        switch (job)
        {
            case ActivationJob.ChildStarted started:
                children.Started(started);
                break;
            case ActivationJob.ChildStartFailed failedStart:
                children.StartFailed(failedStart);
                break;
            case ActivationJob.ChildStartCanceled canceled:
                children.StartCanceled(canceled);
                break;
            case ActivationJob.ResolveChild resolve:
                children.Resolve(resolve);
                break;
            case ActivationJob.ResolveSignalExternal resolve:
                external.ResolveSignal(resolve);
                break;
            case ActivationJob.ResolveCancelExternal resolve:
                external.ResolveCancel(resolve);
                break;
            default:
                throw new InvalidOperationException($"{job.GetType().Name} cannot be mixed with other jobs");
        }
    }

    private void Initialize(ActivationJob.Initialize job)
    {
        Started = job.Started;
        Info = WorkflowFacts.Info(context, start, job, activation.Time, Converter);
        Attributes.Begin(job.Started);
        behavior = job.Behavior;
        seed = job.Seed;
        random = RandomOf(seed);
        context.TaskStarting(this);
        Inbound = context.InterceptWorkflow(Inbound);
        Inbound.Init(Outbound);
    }

    private DeterministicRandom RandomOf(ulong from) =>
        behavior.UsesOfficialRandom ? new DeterministicRandom(from) : new FormerRandom(from);

    private void Create()
    {
        try
        {
            runArgs = StartArgs();
            instance = definition.CreateWorkflowInstance(runArgs);
        }
        catch (Exception e)
        {
            // Like an exception of the run method: its type says whether the workflow or only the task fails.
            beginFailure = e;
        }
    }

    // After all jobs: what came with the first task is handled before the run method starts.
    private void StartRun()
    {
        if (instance is null)
        {
            StartTopLevel(() => Task.FromResult(Instance));
            return;
        }

        if (definition.DynamicOptionsGetter?.Invoke(instance) is { } options)
        {
            failureTypes = [.. context.FailureExceptionTypes, .. options.FailureExceptionTypes ?? []];
            VersioningBehavior = options.VersioningBehavior;
        }

        StartTopLevel(async () =>
        {
            var result = await Inbound.ExecuteWorkflowAsync(new(instance, definition.RunMethod, runArgs));
            topLevel.End(EndCommands.Complete(Converter.PayloadConverter.ToPayload(result)), isFailure: false);
        });
    }

    private object?[] StartArgs()
    {
        IReadOnlyList<Payload> payloads = Started.Input is { } input ? input.Payloads_ : [];
        return definition.Dynamic
            ? [CallPayloads.RawArgsOf(payloads)]
            : CallPayloads.ArgsOf(
                definition.RunMethod, payloads, Converter.PayloadConverter, $"Workflow {Info.WorkflowType}");
    }
}
