using DevServer.Tests.Engine.Schedules;
using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>
/// Client and worker of one workflow id who do anything at any time, with old task tokens too. Refusals are fine; any
/// other exception is a fault of the engine.
/// </summary>
internal sealed class Wanderer(Random random, bool restarts)
{
    private const string Sticky = "sticky-wanderer";

    private readonly EngineBench bench = new(restarts);
    private readonly List<PollWorkflowTaskQueueResponse> tasks = [];
    private readonly List<PollActivityTaskQueueResponse> activities = [];
    private int names;

    public EngineBench Bench => bench;

    public void Walk(int moves)
    {
        // What leads on stands more than once.
        Action[] all =
        [
            Start, Start, Poll, Poll, Poll, Poll, Complete, Complete, Complete, Complete, FailTask,
            PollActivity, PollActivity, PollActivity, CompleteActivity, FailActivity, CancelActivity, CancelActivity,
            Heartbeat, () => bench.Signal("s"), () => bench.Signal("s"), () => bench.RequestCancel("enough"),
            () => bench.Advance(random.Next(3)), () => bench.Advance(random.Next(15)),
            () => bench.ServeBriefly(Sticky), Terminate, Update, Update, Update, CompleteUpdate, PollUpdate, Crash, Reset,
            RejectUpdates, RejectUpdates, Pause, Unpause, ResetActivity, ChangeOptions, CompleteById, CancelActivity,
            CancelActivity, Heartbeat, Heartbeat, PollActivity, PollActivity, StopPaused, StopPaused,
            StartBatch, StopBatch, AskScheduler,
        ];
        for (var move = 0; move < moves; move++)
        {
            try
            {
                Pick(all)();
            }
            catch (RpcError)
            {
                // What it asked for cannot be now.
            }
        }
    }

    private void Start() => bench.Start(request =>
    {
        if (random.Next(4) == 0)
        {
            request.WorkflowRunTimeout = Make.Seconds(10);
        }

        if (random.Next(4) == 0)
        {
            request.RetryPolicy = Make.Retry(attempts: 2);
        }
    });

    private void Poll()
    {
        if (bench.TryPoll(random.Next(4) == 0 ? Sticky : EngineBench.Queue) is { TaskToken.IsEmpty: false } task)
        {
            tasks.Add(task);
        }
    }

    private void Complete() => Complete(Use(tasks));

    private void Complete(PollWorkflowTaskQueueResponse task) => bench.CompleteWith(
        task,
        request =>
        {
            if (random.Next(2) == 0)
            {
                request.StickyAttributes = new StickyExecutionAttributes
                {
                    WorkerTaskQueue = new TaskQueue { Name = Sticky, Kind = TaskQueueKind.Sticky },
                    ScheduleToStartTimeout = Make.Seconds(5),
                };
            }

            AnswerUpdates(request, task);
        },
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => ACommand())]);

    /// <summary>A worker that has the task at hand knows its updates; this one forgets some.</summary>
    private void AnswerUpdates(RespondWorkflowTaskCompletedRequest request, PollWorkflowTaskQueueResponse task)
    {
        foreach (var message in task.Messages)
        {
            switch (random.Next(4))
            {
                case 0:
                    Updates.Reject(request, message.ProtocolInstanceId);
                    break;
                case 1:
                    Updates.Accept(request, message);
                    Updates.Complete(request, message.ProtocolInstanceId);
                    break;
                case 2:
                    Updates.Accept(request, message);
                    break;
                default:
                    break;
            }
        }
    }

    private void RejectUpdates()
    {
        var task = Use(tasks);
        bench.CompleteWith(task, request =>
        {
            request.Capabilities = new() { DiscardSpeculativeWorkflowTaskWithEvents = random.Next(4) > 0 };
            request.ReturnNewWorkflowTask = random.Next(2) == 0;
            foreach (var message in task.Messages)
            {
                Updates.Reject(request, message.ProtocolInstanceId);
            }
        });
    }

    private void Update() => bench.Update($"u{random.Next(40)}");

    private void PollUpdate() => bench.PollUpdate(
        $"u{random.Next(40)}", UpdateWorkflowExecutionLifecycleStage.Completed);

    /// <summary>Completes an update that was accepted in an earlier task.</summary>
    private void CompleteUpdate()
    {
        var accepted = Pick(bench.Events()
            .Where(read => read.EventType == EventType.WorkflowExecutionUpdateAccepted)
            .Select(read => read.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId)
            .ToList());
        bench.CompleteWith(Use(tasks), request => Updates.Complete(request, accepted));
    }

    private void Reset()
    {
        if (random.Next(6) > 0)
        {
            return;
        }

        var ends = bench.Events()
            .Where(read => read.EventType is EventType.WorkflowTaskCompleted or EventType.WorkflowTaskStarted)
            .Select(read => read.EventId)
            .ToList();
        var request = new ResetWorkflowExecutionRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowExecution = EngineBench.Execution(),
            WorkflowTaskFinishEventId = Pick(ends),
            RequestId = $"reset{names++}",
        };
        bench.Call((running, now) => running.Reset(request, now));
    }

    private void Crash()
    {
        if (random.Next(8) == 0)
        {
            bench.Crash();
        }
    }

    private Command ACommand() => random.Next(20) switch
    {
        < 8 => Make.Activity($"a{names++}", wanted =>
        {
            wanted.RetryPolicy = Make.Retry(attempts: random.Next(1, 4));
            wanted.ScheduleToStartTimeout = Make.Seconds(random.Next(2, 20));
        }),
        < 16 => Make.CancelActivity(Pick(bench.Events()
            .Where(read => read.EventType == EventType.ActivityTaskScheduled)
            .Select(read => read.EventId)
            .ToList())),
        16 => Make.Complete(),
        17 => Make.Fail(Make.Broken()),
        18 => Make.Cancel(),
        _ => Make.ContinueAsNew(),
    };

    private void FailTask() => bench.FailTask(Use(tasks));

    private void PollActivity()
    {
        if (bench.TryPollActivity() is { TaskToken.IsEmpty: false } task)
        {
            activities.Add(task);
        }
    }

    private void CompleteActivity() => bench.CompleteActivity(Use(activities));

    private void FailActivity() => bench.FailActivity(Use(activities));

    private void CancelActivity() => bench.CancelActivity(Use(activities));

    private void Heartbeat() => bench.Heartbeat(Pick(activities));

    private void Terminate()
    {
        if (random.Next(4) == 0)
        {
            bench.Terminate();
        }
    }

    private void Pause() => bench.Pause(
        request => request.Id = Pick(bench.Describe().PendingActivities.Select(one => one.ActivityId).ToList()));

    /// <summary>The workflow asks an activity that is about to be paused to stop, and it does.</summary>
    private void StopPaused()
    {
        var task = Use(activities);
        bench.Signal("stop");
        var scheduled = Pick(bench.Events()
            .Where(read => read.ActivityTaskScheduledEventAttributes?.ActivityId == task.ActivityId)
            .Select(read => read.EventId)
            .ToList());
        bench.Complete(bench.TryPoll() ?? Use(tasks), Make.CancelActivity(scheduled));
        bench.Pause(request => request.Id = task.ActivityId);
        bench.CancelActivity(task);
    }

    private void Unpause() => bench.Unpause(request =>
    {
        request.UnpauseAll = true;
        request.ResetAttempts = random.Next(2) == 0;
    });

    private void ResetActivity() => bench.ResetActivity(request =>
    {
        request.Id = Pick(bench.Describe().PendingActivities.Select(one => one.ActivityId).ToList());
        request.KeepPaused = random.Next(2) == 0;
    });

    private void ChangeOptions() => bench.ChangeOptions(
        "heartbeat_timeout",
        new() { HeartbeatTimeout = Make.Seconds(random.Next(5)) },
        request => request.Type = "Do");

    private void CompleteById()
    {
        var pending = Pick(bench.Describe().PendingActivities.Select(one => one.ActivityId).ToList());
        bench.Call((engine, now) => engine.RespondActivityTaskCompletedById(
            new() { Namespace = TestCatalog.Name, WorkflowId = EngineBench.WorkflowId, ActivityId = pending }, now));
    }

    private void StartBatch() => bench.StartBatch(
        $"job{names++}",
        [EngineBench.WorkflowId, "nobody", EngineBench.WorkflowId],
        request =>
        {
            request.MaxOperationsPerSecond = 1;
            request.SignalOperation = new() { Signal = "all" };
        });

    private void StopBatch() => bench.StopBatch(Pick(
        bench.Call((engine, _) => engine.ListBatches(TestCatalog.Name)).Select(job => job.JobId).ToList()));

    private void AskScheduler()
    {
        switch (random.Next(8))
        {
            case < 4:
                ChangeSchedule();
                break;
            case < 7:
                CreateSchedule();
                break;
            default:
                bench.DeleteSchedule($"schedule{random.Next(3)}");
                break;
        }
    }

    private void CreateSchedule() => bench.CreateSchedule($"schedule{random.Next(3)}", request =>
    {
        request.Schedule.Policies = new() { OverlapPolicy = (ScheduleOverlapPolicy)random.Next(7) };
        request.Schedule.Spec = ScheduleBench.Every(random.Next(2, 20));
        request.Schedule.Action.StartWorkflow.WorkflowExecutionTimeout = Make.Seconds(random.Next(1, 60));
        request.Schedule.State = new() { LimitedActions = true, RemainingActions = random.Next(9) };
    });

    private void ChangeSchedule() => bench.PatchSchedule($"schedule{random.Next(3)}", patch =>
    {
        switch (random.Next(4))
        {
            case 0:
                patch.Pause = "pause";
                break;
            case 1:
                patch.Unpause = "go on";
                break;
            case 2:
                patch.TriggerImmediately = new() { OverlapPolicy = (ScheduleOverlapPolicy)random.Next(7) };
                break;
            default:
                patch.BackfillRequest.Add(ScheduleBench.Backfill(
                    bench.Now.AddMinutes(-2), bench.Now, (ScheduleOverlapPolicy)random.Next(7)));
                break;
        }
    });

    /// <summary>Mostly a token that is not used again.</summary>
    private T Use<T>(List<T> tokens)
    {
        var token = Pick(tokens);
        if (random.Next(4) > 0)
        {
            tokens.Remove(token);
        }

        return token;
    }

    /// <summary>One of them, mostly the last; a refusal when there is none.</summary>
    private T Pick<T>(params IEnumerable<T> choices)
    {
        var list = choices.ToList();
        if (list.Count == 0)
        {
            throw RpcError.NotFound("nothing to pick from");
        }

        return choices is List<T> && random.Next(4) > 0 ? list[^1] : list[random.Next(list.Count)];
    }
}
