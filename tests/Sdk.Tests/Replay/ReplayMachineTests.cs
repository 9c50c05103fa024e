using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Replay;

namespace Sdk.Tests.Replay;

/// <summary>What the machine makes of histories that do not fit, repeat, or say more than it knows.</summary>
public sealed class ReplayMachineTests
{
    [Fact]
    public void Gap_InHistory_IsRefused()
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().OpenTask();
        history.Events.RemoveAt(2);
        var error = Assert.Throws<ReplayException>(() => new ReplayMachine("ns").Begin(new(history.Events, 3, [])));
        Assert.Contains("event 4 follows event 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_KnownAlready_AreSkipped()
    {
        var history = new HistoryBuilder().Started().OpenTask();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 0, []));
        Assert.IsType<ActivationJob.Initialize>(machine.Next()!.Jobs.Single());
        history.TaskCompleted().Signaled("s").OpenTask();
        machine.Begin(new(history.Events, 3, []));
        Assert.IsType<ActivationJob.Signal>(machine.Next()!.Jobs.Single());
        Assert.Null(machine.Next());
        Assert.Equal(7, machine.LastStartedEventId);
    }

    [Fact]
    public void Attempts_ThatFailedOrTimedOut_DoNotWakeTheCode()
    {
        var history = new HistoryBuilder().Started().OpenTask().TaskTimedOut().OpenTask().TaskFailed().OpenTask();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 0, []));
        var activation = machine.Next()!;
        Assert.Single(activation.Jobs);
        Assert.False(activation.IsReplaying);
        Assert.Equal(9, activation.HistoryLength);
        Assert.Equal(history.Events[^1].EventTime.ToDateTime(), activation.Time);
        Assert.Null(machine.Next());
    }

    [Fact]
    public void Reset_InHistory_ChangesTheSeed()
    {
        var history = new HistoryBuilder().Started().OpenTask().TaskFailed(WorkflowTaskFailedCause.ResetWorkflow, "new-run").OpenTask();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 0, []));
        Assert.Equal(
            RandomSeed.FromRunId("new-run"),
            machine.Next()!.Jobs.OfType<ActivationJob.UpdateRandomSeed>().Single().Seed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnknownEvent_IsIgnoredOnlyWhenItSaysSo(bool mayIgnore)
    {
        var history = new HistoryBuilder().Started().Add((EventType)999, e => e.WorkerMayIgnore = mayIgnore).OpenTask();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 0, []));
        if (mayIgnore)
        {
            Assert.Single(machine.Next()!.Jobs);
        }
        else
        {
            Assert.Contains("does not know", Assert.Throws<ReplayException>(machine.Next).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Event_WithoutCommand_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history));
        Assert.Equal(
            "[TMPRL1100] Nondeterminism error: History event 5 TimerStarted (timer 1) has no counterpart: the workflow code issued no command for it",
            error.Message);
    }

    [Fact]
    public void Event_OfAnotherKind_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().ActivityScheduled("1", "Act").Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history, Timer(1)));
        Assert.Equal(
            "[TMPRL1100] Nondeterminism error: History event 5 ActivityTaskScheduled (activity 1 of type Act) does not match: the workflow code " +
            "issued StartTimer (timer 1) instead",
            error.Message);
    }

    [Fact]
    public void Activity_OfAnotherType_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().ActivityScheduled("1", "Act").Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history, Activity("1", "Other")));
        Assert.Contains("the workflow code scheduled activity 1 of type Other", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_OfNothingOpen_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().TimerFired().TimerFired().OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history, Timer(1)));
        Assert.Contains("follows event 5, for which the workflow code has nothing open", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void End_OfAnotherKind_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().Failed();
        Assert.Throws<ReplayNondeterminismException>(() => Feed(history, End()));
    }

    [Fact]
    public void End_EarlierThanHistory_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().TimerFired().OpenTask();
        Assert.Throws<ReplayNondeterminismException>(() => Feed(history, End()));
    }

    [Fact]
    public void Commands_AfterTheEnd_AreSentBeforeIt()
    {
        var history = new HistoryBuilder().Started().OpenTask();
        var output = Feed(history, End(), Timer(1), new WorkflowCommand.End(new() { CommandType = CommandType.FailWorkflowExecution }));
        Assert.Equal(
            [CommandType.StartTimer, CommandType.CompleteWorkflowExecution], output.Commands.Select(c => c.CommandType));
    }

    [Fact]
    public void EmptyTaskAtTheEnd_IsNotWaitedFor()
    {
        var history = new HistoryBuilder().Started().Task().Signaled("s").Task();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 7, []));
        var jobs = new List<ActivationJob>();
        while (machine.Next() is { } activation)
        {
            jobs.AddRange(activation.Jobs);
            Assert.True(activation.IsReplaying);
        }

        Assert.Equal(2, jobs.Count);
        Assert.Equal(7, machine.LastStartedEventId);
    }

    [Fact]
    public void Output_WhileReplayingEverything_IsEmpty()
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().TimerFired().Task().Completed();
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, 8, []));
        machine.Next();
        machine.Apply([Timer(1)]);
        machine.Next();
        machine.Apply([End()]);
        Assert.Null(machine.Next());
        Assert.True(machine.IsClosed);
        var output = machine.Finish();
        Assert.Empty(output.Commands);
        Assert.False(output.IsTerminal);
    }

    // The table of patches: what history says, what the code does.
    [Theory]
    [InlineData(null, "patched", "replays")]
    [InlineData(null, "none", "replays")]
    [InlineData("marker", "patched", "replays")]
    [InlineData("marker", "deprecated", "replays")]
    [InlineData("marker", "none", "fails")]
    [InlineData("marker", "other", "fails")]
    [InlineData("deprecated", "patched", "replays")]
    [InlineData("deprecated", "deprecated", "replays")]
    [InlineData("deprecated", "none", "replays")]
    [InlineData("deprecated", "other", "replays")]
    [InlineData("marker only", "patched", "replays")]
    public void Patch_InHistoryAndCode(string? inHistory, string inCode, string expected)
    {
        var history = new HistoryBuilder().Started().Task();
        if (inHistory is not null)
        {
            history.Marker(new PatchMarker("p", inHistory == "deprecated").ToCommand());
            if (inHistory != "marker only")
            {
                history.Upserted(PatchMarker.ChangeVersionOf(["p"])!);
            }
        }

        history.TimerStarted().TimerFired().OpenTask();
        WorkflowCommand[] commands = inCode switch
        {
            "none" => [Timer(1)],
            "other" => [new WorkflowCommand.SetPatchMarker("q", false), Timer(1)],
            _ => [new WorkflowCommand.SetPatchMarker("p", inCode == "deprecated"), Timer(1)],
        };
        if (expected == "fails")
        {
            Assert.Throws<ReplayNondeterminismException>(() => Feed(history, commands));
        }
        else
        {
            Assert.Empty(Feed(history, commands).Commands);
        }
    }

    [Fact]
    public void Patches_OfTooLongNames_AreNotListed()
    {
        var history = new HistoryBuilder().Started().OpenTask();
        WorkflowCommand[] commands = [.. Enumerable.Range(0, 30).Select(i =>
            new WorkflowCommand.SetPatchMarker(new string('x', 95) + i, false))];
        var output = Feed(history, commands);
        Assert.Equal(30, output.Commands.Count(c => c.CommandType == CommandType.RecordMarker));
        var listed = output.Commands.Count(c => c.CommandType == CommandType.UpsertWorkflowSearchAttributes);
        Assert.InRange(listed, 18, 21);
        history.TaskCompleted();
        foreach (var command in output.Commands)
        {
            CommandMirror.Append(history, command, []);
        }

        history.Signaled("s").OpenTask();
        Assert.Empty(Feed(history, commands).Commands);
    }

    [Fact]
    public void Seed_OfARunId_IsFrozen()
    {
        // SipHash-1-3 with a zero key of nothing, and of a run id; both computed by another implementation.
        Assert.Equal(0xd1fba762150c532cUL, RandomSeed.SipHash13([]));
        Assert.Equal(0x6b3dbdba86c2a963UL, RandomSeed.FromRunId(HistoryBuilder.RunId));
    }

    private static WorkflowCommand.StartTimer Timer(uint seq) =>
        new WorkflowCommand.StartTimer(seq, Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), null);

    private static WorkflowCommand.ScheduleActivity Activity(string id, string type) => new(
        1, new() { ActivityId = id, ActivityType = new() { Name = type } }, default, null);

    private static WorkflowCommand.End End() => new(new Command
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new(),
    });

    // The first activation asks for these commands, later ones for nothing.
    private static ReplayOutput Feed(HistoryBuilder history, params WorkflowCommand[] commands)
    {
        var machine = new ReplayMachine("ns");
        machine.Begin(new(history.Events, history.PreviousStartedId, []));
        for (var i = 0; machine.Next() is not null; i++)
        {
            machine.Apply(i == 0 ? commands : []);
        }

        return machine.Finish();
    }
}
