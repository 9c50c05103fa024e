using Google.Protobuf;
using Google.Protobuf.Collections;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using WorkflowExecution = Temporalio.Api.Common.V1.WorkflowExecution;

namespace Conformance.Tests.Differential;

/// <summary>
/// Client and worker of one story at one server. Keeps what only that server knows: run ids and task tokens, under the
/// names that moves call them by.
/// </summary>
internal sealed class Player(ITemporalConnection connection, string prefix)
{
    public const string Namespace = "default";
    public const string Identity = "player";

    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, List<string>> runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByteString> tokens = new(StringComparer.Ordinal);

    public WorkflowService Rpc => connection.WorkflowService;

    /// <summary>Gets what the ids of runs are called in plain lines.</summary>
    public IReadOnlyDictionary<string, string> RunNames => runs
        .SelectMany(one => one.Value.Select((runId, number) => (runId, Name: $"{one.Key}#{number}")))
        .ToDictionary(one => one.runId, one => one.Name, StringComparer.Ordinal);

    /// <summary>The workflow id at the server: stories do not meet.</summary>
    public string Id(string workflow) => $"{prefix}-{workflow}";

    /// <summary>A workflow, or one run of it.</summary>
    public WorkflowExecution Execution(string workflow, int? run = null) => new()
    {
        WorkflowId = Id(workflow),
        RunId = run is { } number && runs.TryGetValue(workflow, out var known) && number < known.Count
            ? known[number]
            : string.Empty,
    };

    public void Know(string workflow) => runs.TryAdd(workflow, []);

    public void Keep(string name, ByteString token) => tokens[name] = token;

    public bool Has(string name) => tokens.ContainsKey(name);

    public ByteString Token(string name) => tokens.GetValueOrDefault(name, ByteString.Empty);

    /// <summary>A call whose answer, or refusal, is told in plain lines.</summary>
    public async Task<string> TellAsync<TReply>(Func<Task<TReply>> call, Action<TReply>? then = null)
        where TReply : IMessage
    {
        try
        {
            var reply = await call();
            then?.Invoke(reply);
            return new Plain(RunNames).Add($"{reply.Descriptor.Name}").Add(string.Empty, reply).Text.Replace(prefix, "~", StringComparison.Ordinal);
        }
        catch (RpcException refusal)
        {
            return new Plain(RunNames).Add(refusal).Text.Replace(prefix, "~", StringComparison.Ordinal);
        }
    }

    public Task<PollWorkflowTaskQueueResponse> PollAsync(string workflow) => Rpc.PollWorkflowTaskQueueAsync(
        new() { Namespace = Namespace, TaskQueue = new() { Name = Id(workflow) }, Identity = Identity },
        new() { Timeout = PollPatience });

    public Task<string> PollAndKeepAsync(string workflow, string name) => TellAsync(
        () => PollAsync(workflow), task => Keep(name, task.TaskToken));

    public Task<string> PollActivityAndKeepAsync(string queue, string name) => TellAsync(
        () => Rpc.PollActivityTaskQueueAsync(
            new() { Namespace = Namespace, TaskQueue = new() { Name = Id(queue) }, Identity = Identity },
            new() { Timeout = PollPatience }),
        task => Keep(name, task.TaskToken));

    /// <summary>All runs of all workflows that are known.</summary>
    public async Task<Scene> LookAsync()
    {
        var found = await Task.WhenAll(runs.Keys.Select(workflow => LookAsync(workflow)));
        return new([.. found.SelectMany(one => one)]);
    }

    private async Task<IReadOnlyList<RunView>> LookAsync(string workflow)
    {
        var known = runs[workflow];
        var views = new List<RunView>();
        for (var number = 0; number < known.Count; number++)
        {
            views.Add(await LookAsync(workflow, number));
            if (number == known.Count - 1 && views[^1].NextRunId is { Length: > 0 } next)
            {
                known.Add(next);
            }
        }

        if (await CurrentRunAsync(workflow) is { } current && !known.Contains(current))
        {
            known.Add(current);
            views.Add(await LookAsync(workflow, known.Count - 1));
        }

        return views;
    }

    private async Task<RunView> LookAsync(string workflow, int number)
    {
        var execution = Execution(workflow, number);
        var described = await Rpc.DescribeWorkflowExecutionAsync(new() { Namespace = Namespace, Execution = execution });
        Sort(described.PendingActivities, activity => activity.ActivityId);
        Sort(described.PendingChildren, child => child.WorkflowId);
        return new(workflow, number, execution.RunId, described, await HistoryAsync(execution));
    }

    // The official server tells them in an order of the moment.
    private static void Sort<T>(RepeatedField<T> list, Func<T, string> key)
    {
        var sorted = list.OrderBy(key, StringComparer.Ordinal).ToList();
        list.Clear();
        list.AddRange(sorted);
    }

    private async Task<string?> CurrentRunAsync(string workflow)
    {
        try
        {
            var described = await Rpc.DescribeWorkflowExecutionAsync(new() { Namespace = Namespace, Execution = Execution(workflow) });
            return described.WorkflowExecutionInfo.Execution.RunId;
        }
        catch (RpcException missing) when (missing.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(WorkflowExecution execution)
    {
        var events = new List<HistoryEvent>();
        var token = ByteString.Empty;
        do
        {
            var page = await Rpc.GetWorkflowExecutionHistoryAsync(new()
            {
                Namespace = Namespace, Execution = execution, NextPageToken = token,
                HistoryEventFilterType = HistoryEventFilterType.AllEvent,
            });
            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        return events;
    }
}
