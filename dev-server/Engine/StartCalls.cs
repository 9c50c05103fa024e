using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Engine.Cron;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>StartWorkflowExecution and SignalWithStartWorkflowExecution: who may have which workflow id.</summary>
internal sealed class StartCalls(EngineCore core, SignalCalls signals)
{
    public StartWorkflowExecutionResponse Start(StartWorkflowExecutionRequest request)
    {
        core.Catalog.GetNamespace(request.Namespace);
        StartChecks.Check(request, core.Now);
        var (run, isStarted) = Ensure(request);
        var reply = Reply(request.Namespace, run, isStarted);
        if (isStarted && IsEager(request) && HasFirstTask(run.State))
        {
            var queries = new Dictionary<string, WorkflowQuery>();
            reply.EagerWorkflowTask = core.Polls.WorkflowTask(run, isPartial: false, queries, []);
        }

        return reply;
    }

    /// <summary>
    /// The run that a checked request means: a new one, or the one that is there if the policy takes it.
    /// </summary>
    /// <exception cref="RpcError">ALREADY_EXISTS: the id is taken.</exception>
    public (Run Run, bool IsStarted) Ensure(StartWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        CheckSearchAttributes(owner, request);
        var requestId = request.RequestId.Length > 0 ? request.RequestId : core.Ids.NewId();
        var existing = core.Runs.FindCurrent(new WorkflowKey(owner.Id, request.WorkflowId));
        if (existing is not null)
        {
            if (existing.State.StartRequestId == requestId)
            {
                return (existing, true);
            }

            if (existing.IsOpen && request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.UseExisting)
            {
                return (existing, false);
            }
        }

        return (Begin(owner, request, requestId, existing, beforeFirstTask: null), true);
    }

    public SignalWithStartWorkflowExecutionResponse SignalWithStart(SignalWithStartWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var start = ToStart(request);
        StartChecks.Check(start, core.Now);
        SignalCalls.Check(request.SignalName, request.SignalInput);
        CheckSearchAttributes(owner, start);
        if (request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.Fail)
        {
            throw RpcError.InvalidArgument("WorkflowIdConflictPolicy FAIL cannot be used with SignalWithStart.");
        }

        var requestId = request.RequestId.Length > 0 ? request.RequestId : core.Ids.NewId();
        var existing = core.Runs.FindCurrent(new WorkflowKey(owner.Id, request.WorkflowId));
        if (existing is { IsOpen: false } && existing.State.StartRequestId == requestId)
        {
            return Reply(existing, isStarted: true);
        }

        if (existing is { IsOpen: true } && !Terminates(start))
        {
            signals.Add(existing, new SignalCalls.Signal(
                request.SignalName, request.SignalInput, request.Header, request.Identity, requestId, request.Links));
            core.WorkflowTasks.EndFirstBackoff(existing);
            core.WorkflowTasks.AfterNews(existing);
            core.Transactions.Close(existing);
            return Reply(existing, isStarted: false);
        }

        var run = Begin(owner, start, requestId, existing, fresh => signals.Add(fresh, new SignalCalls.Signal(
            request.SignalName, request.SignalInput, request.Header, request.Identity, requestId, request.Links)));
        return Reply(run, isStarted: true);
    }

    /// <summary>The client is the worker too, and there is nothing to wait for.</summary>
    private static bool IsEager(StartWorkflowExecutionRequest request) =>
        request.RequestEagerExecution
        && request.WorkflowStartDelay.Read() == TimeSpan.Zero
        && request.CronSchedule.Length == 0;

    // A start that is sent again finds the task that it was given, as long as nobody else was given it.
    private static bool HasFirstTask(RunState state) => state.WorkflowTask is { StartedEventId: 3, Attempt: 1 };

    private static bool Terminates(StartWorkflowExecutionRequest request) =>
        request.WorkflowIdConflictPolicy == WorkflowIdConflictPolicy.TerminateExisting ||
        request.WorkflowIdReusePolicy == WorkflowIdReusePolicy.TerminateIfRunning;

    private static StartWorkflowExecutionRequest ToStart(SignalWithStartWorkflowExecutionRequest request)
    {
        var start = new StartWorkflowExecutionRequest
        {
            Namespace = request.Namespace,
            WorkflowId = request.WorkflowId,
            WorkflowType = request.WorkflowType,
            TaskQueue = request.TaskQueue,
            Input = request.Input,
            WorkflowExecutionTimeout = request.WorkflowExecutionTimeout,
            WorkflowRunTimeout = request.WorkflowRunTimeout,
            WorkflowTaskTimeout = request.WorkflowTaskTimeout,
            Identity = request.Identity,
            RequestId = request.RequestId,
            WorkflowIdReusePolicy = request.WorkflowIdReusePolicy,
            WorkflowIdConflictPolicy = request.WorkflowIdConflictPolicy,
            RetryPolicy = request.RetryPolicy,
            CronSchedule = request.CronSchedule,
            Memo = request.Memo,
            SearchAttributes = request.SearchAttributes,
            Header = request.Header,
            WorkflowStartDelay = request.WorkflowStartDelay,
            UserMetadata = request.UserMetadata,
            VersioningOverride = request.VersioningOverride,
            Priority = request.Priority,
            TimeSkippingConfig = request.TimeSkippingConfig,
        };
        return start;
    }

    public static StartWorkflowExecutionResponse Reply(string namespaceName, Run run, bool isStarted) => new()
    {
        RunId = run.Key.RunId,
        Started = isStarted,
        Status = run.State.Status,
        FirstExecutionRunId = run.State.Started.FirstExecutionRunId,
        Link = new Link
        {
            WorkflowEvent = new Link.Types.WorkflowEvent
            {
                Namespace = namespaceName,
                WorkflowId = run.Key.WorkflowId,
                RunId = run.Key.RunId,
                EventRef = new Link.Types.WorkflowEvent.Types.EventReference
                {
                    EventId = 1,
                    EventType = EventType.WorkflowExecutionStarted,
                },
            },
        },
    };

    private static SignalWithStartWorkflowExecutionResponse Reply(Run run, bool isStarted) => new()
    {
        RunId = run.Key.RunId,
        Started = isStarted,
        FirstExecutionRunId = run.State.Started.FirstExecutionRunId,
    };

    private static RpcError AlreadyStarted(Run existing, string how, string why) => new(
        GrpcStatusCode.AlreadyExists,
        $"Workflow execution {how}. WorkflowId: {existing.Key.WorkflowId}, RunId: {existing.Key.RunId}.{why}",
        new WorkflowExecutionAlreadyStartedFailure
        {
            RunId = existing.Key.RunId,
            StartRequestId = existing.State.StartRequestId,
        });

    private Run Begin(
        NamespaceRow owner,
        StartWorkflowExecutionRequest request,
        string requestId,
        Run? existing,
        Action<Run>? beforeFirstTask)
    {
        var runId = core.Ids.NewId();
        var started = StartedEvent(owner, request, runId);
        if (existing is not null)
        {
            MakeRoom(existing, request, runId);
        }

        return core.Factory.Create(new NewRun
        {
            Key = new RunKey(owner.Id, request.WorkflowId, runId),
            Started = started,
            RequestId = requestId,
            Backoff = request.CronSchedule.Length > 0
                ? CronRules.FirstBackoff(request.CronSchedule, core.Now)
                : request.WorkflowStartDelay.Read(),
            UserMetadata = request.UserMetadata,
            Links = request.Links,
            BeforeFirstTask = beforeFirstTask,
            WithFirstTask = IsEager(request)
                ? run => core.WorkflowTasks.Start(run, request.Identity, requestId, workerVersion: null)
                : null,
        });
    }

    /// <summary>Ends a running predecessor if the policy says so; refuses if the id is taken.</summary>
    private void MakeRoom(Run existing, StartWorkflowExecutionRequest request, string runId)
    {
        if (existing.IsOpen)
        {
            if (!Terminates(request))
            {
                throw AlreadyStarted(existing, "is already running", string.Empty);
            }

            var details = ActivityEvents.Json($"\"terminated by new runID: {runId}\"");
            core.Chains.Terminate(existing, "TerminateIfRunning WorkflowIdReusePolicy", details, HistoryGuard.Identity);
            core.Transactions.Close(existing);
            return;
        }

        var isRefused = request.WorkflowIdReusePolicy switch
        {
            WorkflowIdReusePolicy.RejectDuplicate => true,
            WorkflowIdReusePolicy.AllowDuplicateFailedOnly =>
                existing.State.Status is WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.ContinuedAsNew,
            _ => false,
        };
        if (isRefused)
        {
            throw AlreadyStarted(existing, "already finished", " The reuse policy does not allow another run.");
        }
    }

    /// <summary>The attributes as they are stored; checked even where they are not needed.</summary>
    private SearchAttributes? CheckSearchAttributes(NamespaceRow owner, StartWorkflowExecutionRequest request) =>
        request.SearchAttributes is { IndexedFields.Count: > 0 } given
            ? core.Catalog.CheckSearchAttributes(owner.Id, given)
            : null;

    private WorkflowExecutionStartedEventAttributes StartedEvent(
        NamespaceRow owner, StartWorkflowExecutionRequest request, string runId)
    {
        var execution = request.WorkflowExecutionTimeout.Read();
        var run = Times.Tighter(request.WorkflowRunTimeout.Read(), execution);
        var task = request.WorkflowTaskTimeout.Read();
        task = task == TimeSpan.Zero
            ? Limits.DefaultWorkflowTaskTimeout
            : Times.Tighter(task, Limits.MaximumWorkflowTaskTimeout);
        var attributes = CheckSearchAttributes(owner, request);
        return new WorkflowExecutionStartedEventAttributes
        {
            WorkflowType = request.WorkflowType,
            TaskQueue = new TaskQueue { Name = request.TaskQueue.Name, Kind = TaskQueueKind.Normal },
            Input = request.Input,
            WorkflowExecutionTimeout = request.WorkflowExecutionTimeout is null ? null : execution.ToSpan(),
            WorkflowRunTimeout = request.WorkflowRunTimeout is null && run == TimeSpan.Zero ? null : run.ToSpan(),
            WorkflowTaskTimeout = Times.Tighter(task, run).ToSpan(),
            ContinuedFailure = request.ContinuedFailure,
            LastCompletionResult = request.LastCompletionResult,
            OriginalExecutionRunId = runId,
            Identity = request.Identity,
            FirstExecutionRunId = runId,
            CronSchedule = request.CronSchedule,
            Initiator = CronRules.InitiatorOfFirst(request.CronSchedule),
            RetryPolicy = request.RetryPolicy is null ? null : RetryRules.Complete(request.RetryPolicy),
            Attempt = 1,
            WorkflowExecutionExpirationTime =
                execution > TimeSpan.Zero ? (core.Now + request.WorkflowStartDelay.Read() + execution).ToStamp() : null,
            Memo = request.Memo,
            SearchAttributes = attributes,
            Header = request.Header,
            WorkflowId = request.WorkflowId,
            Priority = request.Priority,
            EagerExecutionAccepted = IsEager(request),
        };
    }
}
