using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>Starts, with all that may be given along and much that may not.</summary>
internal sealed class StartMoves(Cast cast) : IMoveSource
{
    private string lastRequestId = "request-0";

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        var idle = cast.Roots.Count(root => scene.Current(root) is not { IsOpen: true });
        yield return (2 + (4 * idle), () => Start(scene));
        yield return (2, SignalWithStart);
    }

    private Move Start(Scene scene)
    {
        var idle = cast.Roots.Where(root => scene.Current(root) is not { IsOpen: true }).ToList();
        var workflow = idle.Count > 0 && !cast.OneIn(4) ? cast.Pick(idle) : cast.Pick(cast.Roots);
        var makers = Changes(workflow, isNew: false);
        return new($"start {workflow}: {string.Join(", ", makers.Select(one => one.Text))}", player =>
        {
            var request = Request(player, workflow);
            makers.ForEach(one => one.Change(request));
            return player.TellAsync(() => player.Rpc.StartWorkflowExecutionAsync(request));
        });
    }

    private Move SignalWithStart()
    {
        var workflow = cast.Pick(cast.Roots);
        var makers = Changes(workflow, isNew: true);
        var signal = cast.New("signal");
        return new($"signal {signal} with start {workflow}: {string.Join(", ", makers.Select(one => one.Text))}", player =>
        {
            var start = Request(player, workflow);
            makers.ForEach(one => one.Change(start));
            return player.TellAsync(() => player.Rpc.SignalWithStartWorkflowExecutionAsync(new()
            {
                Namespace = start.Namespace,
                WorkflowId = start.WorkflowId,
                WorkflowType = start.WorkflowType,
                TaskQueue = start.TaskQueue,
                Input = start.Input,
                WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
                WorkflowRunTimeout = start.WorkflowRunTimeout,
                WorkflowTaskTimeout = start.WorkflowTaskTimeout,
                Identity = start.Identity,
                RequestId = start.RequestId,
                WorkflowIdReusePolicy = start.WorkflowIdReusePolicy,
                WorkflowIdConflictPolicy = start.WorkflowIdConflictPolicy,
                SignalName = signal,
                SignalInput = Values.Arguments(signal),
                RetryPolicy = start.RetryPolicy,
                CronSchedule = start.CronSchedule,
                Memo = start.Memo,
                SearchAttributes = start.SearchAttributes,
                Header = start.Header,
                WorkflowStartDelay = start.WorkflowStartDelay,
                UserMetadata = start.UserMetadata,
                Priority = start.Priority,
            }));
        });
    }

    internal static StartWorkflowExecutionRequest Request(Player player, string workflow) => new()
    {
        Namespace = Player.Namespace,
        WorkflowId = player.Id(workflow),
        WorkflowType = new() { Name = $"Type-{workflow}" },
        TaskQueue = new() { Name = player.Id(workflow) },
        WorkflowTaskTimeout = Values.Seconds(120),
        Identity = Player.Identity,
    };

    private List<(string Text, Action<StartWorkflowExecutionRequest> Change)> Changes(string workflow, bool isNew)
    {
        var requestId = !isNew && cast.OneIn(12) ? lastRequestId : cast.New("request-");
        lastRequestId = requestId;
        var chosen = new List<(string Text, Action<StartWorkflowExecutionRequest> Change)> { (requestId, r => r.RequestId = requestId) };
        foreach (var (rarity, text, change) in All(workflow))
        {
            if (cast.OneIn(rarity))
            {
                chosen.Add((text, change));
            }
        }

        return chosen;
    }

    private (int Rarity, string Text, Action<StartWorkflowExecutionRequest> Change)[] All(string workflow)
    {
        var reuse = cast.Pick(
            WorkflowIdReusePolicy.AllowDuplicateFailedOnly, WorkflowIdReusePolicy.RejectDuplicate,
            WorkflowIdReusePolicy.AllowDuplicate, WorkflowIdReusePolicy.TerminateIfRunning);
        var conflict = cast.Pick(
            WorkflowIdConflictPolicy.UseExisting, WorkflowIdConflictPolicy.TerminateExisting, WorkflowIdConflictPolicy.Fail);
        return
        [
            (2, "input", r => r.Input = Values.Arguments($"input of {workflow}")),
            (4, $"{reuse}", r => r.WorkflowIdReusePolicy = reuse),
            (3, $"{conflict}", r => r.WorkflowIdConflictPolicy = conflict),
            (4, "retried", r => r.RetryPolicy = Values.Retry(2)),
            (24, "run of a second", r => r.WorkflowRunTimeout = Values.Seconds(1)),
            (6, "run of an hour", r => r.WorkflowRunTimeout = Values.Seconds(3600)),
            (8, "execution of two hours", r => r.WorkflowExecutionTimeout = Values.Seconds(7200)),
            (14, "delayed", Delay),
            (4, "memo", r => r.Memo = new() { Fields = { ["note"] = Values.Json("\"n\""), ["other"] = Values.Json("1") } }),
            (4, "keyword", r => Attribute(r, "ConformanceKeyword", "\"k1\"")),
            (6, "int", r => Attribute(r, "ConformanceInt", "7")),
            (20, "int as text", r => Attribute(r, "ConformanceInt", "\"seven\"")),
            (20, "unknown attribute", r => Attribute(r, "NobodysAttribute", "1")),
            (5, "header", r => r.Header = new() { Fields = { ["h"] = Values.Json("1") } }),
            (5, "summary", r => r.UserMetadata = new() { Summary = Values.Json("\"s\"") }),
            (8, "priority", r => r.Priority = new() { PriorityKey = 2 }),
            (30, "no type", r => r.WorkflowType = null),
            (30, "no queue", r => r.TaskQueue = null),
            (30, "no id", r => r.WorkflowId = string.Empty),
            (30, "coefficient below 1", r => r.RetryPolicy = new() { BackoffCoefficient = 0.5, InitialInterval = Values.Seconds(1) }),
            (30, "negative timeout", r => r.WorkflowRunTimeout = Values.Seconds(-1)),
            (16, "task timeout unset", r => r.WorkflowTaskTimeout = null),
        ];
    }

    private static void Delay(StartWorkflowExecutionRequest request)
    {
        request.WorkflowStartDelay = Values.Seconds(600);

        // A task that is there after the run's own time would be up is lost at the official server.
        if (request.WorkflowRunTimeout?.ToTimeSpan() < Quiet.Soon)
        {
            request.WorkflowRunTimeout = null;
        }
    }

    private static void Attribute(StartWorkflowExecutionRequest request, string name, string json)
    {
        request.SearchAttributes ??= new();
        request.SearchAttributes.IndexedFields[name] = Values.Json(json);
    }
}
