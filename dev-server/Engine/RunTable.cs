using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The runs in memory: every open one, and closed ones for the length of a turn. Knows which run a workflow id means.
/// </summary>
internal sealed class RunTable(EngineCore core)
{
    private readonly Dictionary<RunKey, Run> loaded = [];
    private readonly Dictionary<WorkflowKey, string> current = [];
    private readonly HashSet<RunKey> closed = [];

    public IEnumerable<Run> Loaded => loaded.Values;

    public void Load(StoreImage image)
    {
        foreach (var row in image.CurrentRuns)
        {
            current[row.Workflow] = row.RunId;
        }

        foreach (var row in image.OpenRuns)
        {
            loaded[row.Key] = new Run(Parse(row));
        }
    }

    public Run? Find(RunKey key)
    {
        if (loaded.TryGetValue(key, out var known))
        {
            return known;
        }

        if (core.Store.ReadRun(key) is not { } row)
        {
            return null;
        }

        var run = new Run(Parse(row));
        loaded[key] = run;
        closed.Add(key);
        return run;
    }

    /// <summary>The run if it is in memory; every open one is.</summary>
    public Run? FindLoaded(RunKey key) => loaded.GetValueOrDefault(key);

    public Run? FindCurrent(WorkflowKey workflow) =>
        current.TryGetValue(workflow, out var runId)
            ? Find(new RunKey(workflow.NamespaceId, workflow.WorkflowId, runId))
            : null;

    public bool IsCurrent(RunKey key) => current.TryGetValue(key.Workflow, out var runId) && runId == key.RunId;

    /// <summary>The run that a request names: by run id, or the newest of the workflow id.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT for a bad name, NOT_FOUND for none.</exception>
    public Run Resolve(string namespaceId, WorkflowExecution? execution)
    {
        if (execution is null || execution.WorkflowId.Length == 0)
        {
            throw RpcError.InvalidArgument("WorkflowId is not set on request.");
        }

        if (execution.RunId.Length > 0 && !Guid.TryParse(execution.RunId, out _))
        {
            throw RpcError.InvalidArgument("Invalid RunId.");
        }

        var run = execution.RunId.Length == 0
            ? FindCurrent(new WorkflowKey(namespaceId, execution.WorkflowId))
            : Find(new RunKey(namespaceId, execution.WorkflowId, execution.RunId));
        return run ?? throw NotFound(execution.WorkflowId, execution.RunId);
    }

    /// <summary>
    /// As <see cref="Resolve"/>; but with a first run id the newest run is meant, if its chain began with that run.
    /// </summary>
    public Run ResolveInChain(string namespaceId, WorkflowExecution? execution, string firstRunId)
    {
        if (firstRunId.Length == 0)
        {
            return Resolve(namespaceId, execution);
        }

        var run = Resolve(namespaceId, new WorkflowExecution { WorkflowId = execution?.WorkflowId ?? string.Empty });
        return run.State.Started.FirstExecutionRunId == firstRunId
            ? run
            : throw NotFound(run.Key.WorkflowId, firstRunId);
    }

    /// <summary>As <see cref="Resolve"/>; with a first run id, the run must belong to that chain.</summary>
    public Run ResolveOfChain(string namespaceId, WorkflowExecution? execution, string firstRunId)
    {
        var run = Resolve(namespaceId, execution);
        return firstRunId.Length == 0 || run.State.Started.FirstExecutionRunId == firstRunId
            ? run
            : throw NotFound(run.Key.WorkflowId, firstRunId);
    }

    /// <summary>The run of a token; null when it is gone.</summary>
    public Run? FindByToken(TaskToken token) =>
        core.Catalog.FindNamespaceById(token.NamespaceId) is null ? null : Find(TaskTokens.Run(token));

    /// <summary>The run whose started workflow task the token names.</summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT for no token, NOT_FOUND for a task that is over.</exception>
    public Run FindStartedTask(ReadOnlySpan<byte> bytes)
    {
        var token = TaskTokens.Read(bytes, TaskToken.Types.Kind.WorkflowTask);
        return FindByToken(token) is { IsOpen: true, State.WorkflowTask: { } task } run &&
            TaskTokens.Matches(token, task)
            ? run
            : throw RpcError.NotFound("Workflow task not found.");
    }

    public void Add(Run run)
    {
        loaded[run.Key] = run;
        NotePointer(run.Key.Workflow);
        current[run.Key.Workflow] = run.Key.RunId;
        core.Turn.Batch.CurrentRuns.Add(new CurrentRunRow(run.Key.Workflow, run.Key.RunId));
    }

    public void Remove(Run run)
    {
        loaded.Remove(run.Key);
        if (IsCurrent(run.Key))
        {
            NotePointer(run.Key.Workflow);
            current.Remove(run.Key.Workflow);
            core.Turn.Batch.DeletedCurrentRuns.Add(run.Key.Workflow);
        }
    }

    public void NoteClosed(Run run) => closed.Add(run.Key);

    /// <summary>Closed runs leave memory when the turn ends.</summary>
    public void ForgetClosed()
    {
        foreach (var key in closed)
        {
            if (loaded.TryGetValue(key, out var run) && !run.IsOpen)
            {
                loaded.Remove(key);
            }
        }

        closed.Clear();
    }

    /// <summary>Reads a run again from the store, after an abandoned turn; null when it was never stored.</summary>
    public Run? Reload(RunKey key)
    {
        loaded.Remove(key);
        return Find(key);
    }

    public void RestorePointers(IReadOnlyDictionary<WorkflowKey, string?> before)
    {
        foreach (var (workflow, runId) in before)
        {
            if (runId is null)
            {
                current.Remove(workflow);
            }
            else
            {
                current[workflow] = runId;
            }
        }
    }

    public static RpcError NotFound(string workflowId, string runId) =>
        RpcError.NotFound(runId.Length == 0
            ? $"workflow not found for ID: {workflowId}"
            : $"workflow not found for ID: {workflowId} and RunID: {runId}");

    private void NotePointer(WorkflowKey workflow) =>
        core.Turn.PointersBefore.TryAdd(workflow, current.GetValueOrDefault(workflow));

    private static RunState Parse(RunRow row)
    {
        var state = RunState.Parser.ParseFrom(row.State.Span);
        return state.Layout == Run.Layout
            ? state
            : throw new InvalidOperationException(
                $"Run {row.Key.RunId} is stored in layout {state.Layout}; this server knows layout {Run.Layout}.");
    }
}
