using System.Globalization;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Differential;

/// <summary>
/// Random commands for a workflow task. At most one of a completion has an answer of its own that comes by itself
/// (a child, a message to another run, a short timer): which of two comes first would be luck.
/// </summary>
internal sealed class CommandMaker(Cast cast)
{
    public List<MadeCommand> Make(Scene scene, RunView run, bool isAlone)
    {
        var commands = Enumerable.Range(0, cast.Number(0, 3)).SelectMany(_ => Any(run)).ToList();
        if (!isAlone && cast.OneIn(3))
        {
            commands.Insert(cast.Number(0, commands.Count), Answered(scene, run));
        }

        if (cast.OneIn(6))
        {
            commands.Insert(cast.OneIn(16) ? 0 : commands.Count, Close(run));
        }

        return commands;
    }

    private IEnumerable<MadeCommand> Any(RunView run) => cast.Number(1, 16) switch
    {
        <= 5 => [Activity(cast.New("act"))],
        6 => [Timer(cast.New("timer"), 3600)],
        7 => [CancelTimer(cast.PickOr(run.Timers.Select(timer => timer.TimerId), "nobody"))],
        8 or 9 => [CancelActivity(run)],
        10 => [Marker()],
        11 or 12 => [Upsert()],
        13 => [Memo()],
        14 => [Bad()],
        15 when run.Activities.FirstOrDefault() is { } pending => [Activity(pending.ActivityId)],
        _ => [],
    };

    private MadeCommand Answered(Scene scene, RunView run) => cast.Number(1, 7) switch
    {
        <= 3 => Child(scene),
        4 => Timer(cast.New("timer"), 1),
        5 => SignalExternal(scene, run),
        6 => CancelExternal(scene, run),
        _ => HurriedActivity(),
    };

    private MadeCommand Activity(string id)
    {
        var (attempts, hasPolicy, heartbeats, both) = (cast.Number(0, 2), cast.OneIn(2), cast.OneIn(3), cast.OneIn(4));
        return new($"activity {id}{(hasPolicy ? $" {attempts} attempts" : string.Empty)}", player => new()
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = new()
            {
                ActivityId = id,
                ActivityType = new() { Name = "act" },
                TaskQueue = new() { Name = player.Id(ActivityMoves.Queue(id)) },
                Input = Values.Arguments(id),
                StartToCloseTimeout = Values.Seconds(600),
                ScheduleToCloseTimeout = both ? Values.Seconds(1800) : null,
                HeartbeatTimeout = heartbeats ? Values.Seconds(300) : null,
                RetryPolicy = hasPolicy ? Values.Retry(attempts) : null,
            },
        });
    }

    // Nobody will take it in time.
    private MadeCommand HurriedActivity()
    {
        var id = cast.New("act");
        return new($"hurried activity {id}", player => new()
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = new()
            {
                ActivityId = id,
                ActivityType = new() { Name = "act" },
                TaskQueue = new() { Name = player.Id(ActivityMoves.Queue(id)) },
                StartToCloseTimeout = Values.Seconds(600),
                ScheduleToStartTimeout = Values.Seconds(1),
            },
        });
    }

    private MadeCommand CancelActivity(RunView run)
    {
        var pending = run.Activities.Select(activity => activity.ActivityId).ToHashSet();
        var scheduled = run.Events
            .Where(e => e.ActivityTaskScheduledEventAttributes is { } one && pending.Contains(one.ActivityId))
            .Select(e => e.EventId);
        var id = cast.OneIn(10) ? 9999 : cast.PickOr(scheduled, 9999L);
        return new(string.Create(CultureInfo.InvariantCulture, $"cancel activity of {id}"), _ => new()
        {
            CommandType = CommandType.RequestCancelActivityTask,
            RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = id },
        });
    }

    private static MadeCommand Timer(string id, int seconds) => new($"timer {id} {seconds} s", _ => new()
    {
        CommandType = CommandType.StartTimer,
        StartTimerCommandAttributes = new() { TimerId = id, StartToFireTimeout = Values.Seconds(seconds) },
        UserMetadata = new() { Summary = Values.Json($"\"{id}\"") },
    });

    private static MadeCommand CancelTimer(string id) => new($"cancel timer {id}", _ => new()
    {
        CommandType = CommandType.CancelTimer,
        CancelTimerCommandAttributes = new() { TimerId = id },
    });

    private MadeCommand Marker()
    {
        var name = cast.New("marker");
        return new(name, _ => new()
        {
            CommandType = CommandType.RecordMarker,
            RecordMarkerCommandAttributes = new() { MarkerName = name, Details = { ["data"] = Values.Arguments(name) } },
        });
    }

    private MadeCommand Upsert()
    {
        var (name, value) = cast.Pick(
            ("ConformanceKeyword", "\"k2\""), ("ConformanceKeyword", string.Empty), ("ConformanceInt", "5"), ("ConformanceBool", "true"),
            ("ConformanceList", "[\"x\",\"y\"]"), ("NobodysAttribute", "1"), ("ConformanceInt", "\"five\""));
        return new($"upsert {name}={value}", _ => new()
        {
            CommandType = CommandType.UpsertWorkflowSearchAttributes,
            UpsertWorkflowSearchAttributesCommandAttributes = new()
            {
                SearchAttributes = new() { IndexedFields = { [name] = value.Length == 0 ? Values.Null : Values.Json(value) } },
            },
        });
    }

    private MadeCommand Memo()
    {
        var (name, isRemoved) = (cast.Pick("note", "more"), cast.OneIn(3));
        return new($"memo {name}", _ => new()
        {
            CommandType = CommandType.ModifyWorkflowProperties,
            ModifyWorkflowPropertiesCommandAttributes = new()
            {
                UpsertedMemo = new() { Fields = { [name] = isRemoved ? Values.Null : Values.Json("2") } },
            },
        });
    }

    private MadeCommand Bad() => cast.Pick(
        new MadeCommand("timer without id", _ => new()
        {
            CommandType = CommandType.StartTimer,
            StartTimerCommandAttributes = new() { StartToFireTimeout = Values.Seconds(1) },
        }),
        new MadeCommand("marker without name", _ => new()
        {
            CommandType = CommandType.RecordMarker, RecordMarkerCommandAttributes = new(),
        }),
        new MadeCommand("activity without timeout", player => new()
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = new()
            {
                ActivityId = "bad", ActivityType = new() { Name = "act" }, TaskQueue = new() { Name = player.Id("bad") },
            },
        }),
        new MadeCommand("nothing said", _ => new() { CommandType = CommandType.CancelTimer }));

    private MadeCommand Child(Scene scene)
    {
        var open = scene.Runs.Where(run => run.IsOpen && cast.Children.Contains(run.WorkflowId)).Select(run => run.WorkflowId).ToList();
        var child = open.Count > 0 && cast.OneIn(8) ? cast.Pick(open) : cast.Children.Count > 4 ? cast.Pick(cast.Children) : cast.New("child");
        if (!cast.Children.Contains(child))
        {
            cast.Children.Add(child);
            cast.Introduce(child);
        }

        var policy = cast.Pick(
            ParentClosePolicy.Unspecified, ParentClosePolicy.Terminate, ParentClosePolicy.RequestCancel, ParentClosePolicy.Abandon);
        var (isRetried, hasMemo) = (cast.OneIn(4), cast.OneIn(3));
        return new($"child {child} {policy}{(isRetried ? " retried" : string.Empty)}", player => new()
        {
            CommandType = CommandType.StartChildWorkflowExecution,
            StartChildWorkflowExecutionCommandAttributes = new()
            {
                WorkflowId = player.Id(child),
                WorkflowType = new() { Name = "Child" },
                TaskQueue = new() { Name = player.Id(child) },
                Input = Values.Arguments(child),
                WorkflowTaskTimeout = Values.Seconds(120),
                ParentClosePolicy = policy,
                RetryPolicy = isRetried ? Values.Retry(2) : null,
                Memo = hasMemo ? new() { Fields = { ["of"] = Values.Json("\"child\"") } } : null,
                SearchAttributes = hasMemo ? new() { IndexedFields = { ["ConformanceKeyword"] = Values.Json("\"k1\"") } } : null,
            },
        });
    }

    private string Other(Scene scene, RunView run) => cast.OneIn(6)
        ? cast.Pick("nobody", run.WorkflowId)
        : cast.PickOr(scene.Runs.Where(one => one.IsOpen).Select(one => one.WorkflowId), cast.Pick([.. cast.Workflows]));

    private MadeCommand SignalExternal(Scene scene, RunView run)
    {
        var (target, name, childOnly) = (Other(scene, run), cast.New("signal"), cast.OneIn(5));
        return new($"signal {name} to {target}{(childOnly ? " if a child" : string.Empty)}", player => new()
        {
            CommandType = CommandType.SignalExternalWorkflowExecution,
            SignalExternalWorkflowExecutionCommandAttributes = new()
            {
                Execution = new() { WorkflowId = player.Id(target) },
                SignalName = name,
                Input = Values.Arguments(name),
                ChildWorkflowOnly = childOnly,
            },
        });
    }

    private MadeCommand CancelExternal(Scene scene, RunView run)
    {
        var target = Other(scene, run);
        return new($"cancel {target}", player => new()
        {
            CommandType = CommandType.RequestCancelExternalWorkflowExecution,
            RequestCancelExternalWorkflowExecutionCommandAttributes = new() { WorkflowId = player.Id(target), Reason = "told to" },
        });
    }

    private MadeCommand Close(RunView run) => cast.Number(1, 6) switch
    {
        <= 2 => new("complete", _ => new()
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes = new() { Result = Values.Arguments("result") },
        }),
        3 => Fail(isFinal: false),
        4 => Fail(isFinal: true),
        5 => new("cancelled", _ => new()
        {
            CommandType = CommandType.CancelWorkflowExecution,
            CancelWorkflowExecutionCommandAttributes = new() { Details = Values.Arguments("details") },
        }),
        _ => ContinueAsNew(run),
    };

    private static MadeCommand Fail(bool isFinal) => new(isFinal ? "fail for good" : "fail", _ => new()
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new()
        {
            Failure = new() { Message = "on purpose", ApplicationFailureInfo = new() { Type = "OnPurpose", NonRetryable = isFinal } },
        },
    });

    private MadeCommand ContinueAsNew(RunView run)
    {
        var isBare = cast.OneIn(3);
        return new($"continue as new{(isBare ? " with nothing" : string.Empty)}", player => new()
        {
            CommandType = CommandType.ContinueAsNewWorkflowExecution,
            ContinueAsNewWorkflowExecutionCommandAttributes = isBare
                ? new()
                : new()
                {
                    WorkflowType = new() { Name = "Next" },
                    TaskQueue = new() { Name = player.Id(run.WorkflowId) },
                    Input = Values.Arguments("next"),
                    Memo = new() { Fields = { ["note"] = Values.Json("\"kept\"") } },
                    SearchAttributes = new() { IndexedFields = { ["ConformanceInt"] = Values.Json("8") } },
                },
        });
    }
}
