using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Replay;
using Temporalio.Replay.Machines;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay;

/// <summary>
/// Local activities in the pure machine, on every way through their table: carried out, and replayed with the same
/// activations at the same times.
/// </summary>
public sealed class LocalActivityTests
{
    private const ActivityCancellationType Wait = ActivityCancellationType.WaitCancellationCompleted;

    private static readonly (string Name, Action<IArrowObserver?> Tell)[] Stories =
    [
        ("completes", Completes),
        ("fails, times out and is cancelled", Fails),
        ("ends in another order than begun", EndsInAnyOrder),
        ("goes on over tasks", GoesOnOverTasks),
        ("signal while it goes on", SignalWhileItGoesOn),
        ("backs off by a timer", BacksOff),
        ("cancelled before it began", CancelledBeforeItBegan),
        ("cancelled, not waiting", CancelledNow),
        ("cancelled, waiting", CancelledAndWaitedFor),
        ("abandoned", Abandoned),
        ("cancelled as it ends", CancelledAsItEnds),
        ("workflow ends before it", WorkflowEndsFirst),
        ("worker died", WorkerDied),
        ("worker died after a cancellation", WorkerDiedAfterCancel),
    ];

    public static TheoryData<string> StoryNames => [.. Stories.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(StoryNames))]
    public void Story_LiveAndReplayed_IsTheSame(string name) => Stories.Single(story => story.Name == name).Tell(null);

    [Fact]
    public void Arrows_OfTheTable_AreWalked()
    {
        var recorder = new ArrowRecorder();
        foreach (var (_, tell) in Stories)
        {
            tell(recorder);
        }

        var never = LocalActivityMachine.Table.Where(arrow => !recorder.Arrows.Contains((LocalActivityMachine.Table.Name, arrow)));
        Assert.Empty(never);
    }

    [Theory]
    [InlineData("2", "Act", "History event 5 MarkerRecorded is local activity 2 of type Act, the workflow code scheduled local activity 1 of type Act")]
    [InlineData("1", "Other", "is local activity 1 of type Other, the workflow code scheduled local activity 1 of type Act")]
    public void Marker_OfAnotherActivity_IsNondeterminism(string id, string type, string message)
    {
        var history = new HistoryBuilder().Started().Task().Marker(Marker(1, id, type)).Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history, Local(1)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marker_ThatNobodyAskedFor_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().Marker(Marker(1)).Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayNondeterminismException>(() => Feed(history));
        Assert.Contains(
            "event 5 MarkerRecorded (local activity 1 of type Act) has no counterpart: the workflow code scheduled no such local activity",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Activity_InPlaceOfALocalOne_IsNondeterminism()
    {
        var history = new HistoryBuilder().Started().Task().ActivityScheduled().Signaled("s").OpenTask();
        Assert.Throws<ReplayNondeterminismException>(() => Feed(history, Local(1)));
    }

    [Fact]
    public void Marker_ThatCannotBeRead_IsRefused()
    {
        var marker = Marker(1);
        marker.Details["data"].Payloads_[0].Data = ByteString.CopyFromUtf8("{\"seq\":1}");
        var history = new HistoryBuilder().Started().Task().Marker(marker).Signaled("s").OpenTask();
        var error = Assert.Throws<ReplayException>(() => Feed(history, Local(1)));
        Assert.Equal(
            "History event 5 is a marker of a local activity that cannot be read: activity_id is missing", error.Message);
    }

    [Fact]
    public void Marker_OfTheOtherOutcome_IsNondeterminism()
    {
        var script = new ReplayScript();
        script.LocalTask(h => h.Started(), All(Local(1)), Done(1));
        script.History.Events[^1].MarkerRecordedEventAttributes.Failure = new() { Message = "no" };
        var error = Assert.Throws<ReplayNondeterminismException>(() => script.Task(Go));
        Assert.Contains("local activity 1 of type Act failed, here it completed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marker_Written_HasTheOfficialForm()
    {
        var script = new ReplayScript();
        var command = Local(1) with { Metadata = new() { Summary = new() } };
        script.LocalTask(h => h.Started(), All(command), Done(1));
        var written = script.Output.Commands.Single();
        Assert.Equal("core_local_activity", written.RecordMarkerCommandAttributes.MarkerName);
        Assert.NotNull(written.UserMetadata.Summary);
        Assert.Equal(
            "{\"seq\":1,\"attempt\":1,\"activity_id\":\"1\",\"activity_type\":\"Act\"," +
            "\"complete_time\":{\"seconds\":1767323048,\"nanos\":500000000},\"backoff\":null," +
            "\"original_schedule_time\":{\"seconds\":1767323045,\"nanos\":0}}",
            written.RecordMarkerCommandAttributes.Details["data"].Payloads_.Single().Data.ToStringUtf8());
    }

    private static WorkflowCommand.ScheduleLocalActivity Local(
        uint seq, ActivityCancellationType type = ActivityCancellationType.TryCancel) =>
        new(new LocalActivityRequest { Seq = seq, ActivityId = $"{seq}", ActivityType = "Act" }, type, null);

    private static WorkflowCommand.StartTimer Timer(uint seq) =>
        new(seq, Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), null);

    private static WorkflowCommand.CancelLocalActivity Cancel(uint seq) => new(seq);

    private static ReplayScript.Asks All(params WorkflowCommand[] commands) => new(commands);

    private static WorkflowCommand.End End() => new(new Command
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new(),
    });

    private static LocalActivityResolution Done(uint seq) =>
        new(seq, 1, TimeSpan.FromSeconds(1.5)) { Result = HistoryBuilder.PayloadsOf($"of {seq}")!.Payloads_[0] };

    private static LocalActivityResolution Failed(uint seq, Failure failure) => new(seq, 3, TimeSpan.FromSeconds(1)) { Failure = failure };

    private static RecordMarkerCommandAttributes Marker(uint seq, string? id = null, string type = "Act") =>
        new LocalActivityMarker(seq, 1, id ?? $"{seq}", type, null, null, null) { Result = new Payload() }.ToCommand();

    private static void Go(HistoryBuilder history) => history.Signaled("go");

    private static void Nothing(HistoryBuilder history)
    {
    }

    private static string[] Types(ReplayScript script) => [.. script.Output.Commands.Select(c => c.CommandType.ToString())];

    private static ActivationJob.ResolveLocalActivity[] Ends(ReplayScript script) =>
        [.. script.Jobs.OfType<ActivationJob.ResolveLocalActivity>()];

    private static void Feed(HistoryBuilder history, params WorkflowCommand[] commands)
    {
        var machine = new ReplayMachine("default");
        machine.Begin(new(history.Events, 3, []));
        for (var i = 0; machine.Next() is not null; i++)
        {
            machine.Apply(i == 0 ? commands : []);
        }
    }

    private static void EndAndReplay(ReplayScript script)
    {
        script.Task(Go, End());
        Assert.Equal("CompleteWorkflowExecution", Types(script)[^1]);
        Assert.Empty(script.Replay().Commands);
    }

    private static void Completes(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1)), Done(1));
        Assert.Equal("1", script.Demands[0].Start.Single().ActivityId);
        Assert.Equal(["RecordMarker"], Types(script));
        Assert.Equal("\"of 1\"", Ends(script).Single().Result!.Data.ToStringUtf8());
        Assert.Equal(0, script.Outstanding);
        EndAndReplay(script);
    }

    private static void Fails(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(
            h => h.Started(),
            All(Local(1), Local(2), Local(3)),
            Failed(1, new() { Message = "broken", ApplicationFailureInfo = new() { Type = "Broken" } }),
            Failed(2, LocalActivityFailures.TimedOut(TimeoutType.StartToClose)),
            Failed(3, LocalActivityFailures.Canceled()));
        var ends = Ends(script);
        Assert.Equal(
            ["broken", "Local Activity timed out", "Local Activity cancelled"], ends.Select(e => e.Failure!.Message));
        Assert.Equal(RetryState.CancelRequested, ends[1].Failure!.ActivityFailureInfo.RetryState);
        Assert.Equal("Act", ends[1].Failure!.ActivityFailureInfo.ActivityType.Name);
        Assert.Equal(
            ["broken", "Activity timed out", "Activity cancelled"],
            script.Output.Commands.Select(c => c.RecordMarkerCommandAttributes.Failure.Message));
        EndAndReplay(script);
    }

    private static void EndsInAnyOrder(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(
            h => h.Started(), All(Local(1), Local(2), Timer(1)), Done(2), All(Timer(2)), Done(1), All(Local(3)), Done(3), All(Timer(3)));
        Assert.Equal([2u, 1u, 3u], Ends(script).Select(e => e.Seq));
        Assert.Equal(
            ["StartTimer", "RecordMarker", "StartTimer", "RecordMarker", "RecordMarker", "StartTimer"], Types(script));
        EndAndReplay(script);
    }

    private static void GoesOnOverTasks(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1)));
        Assert.Equal(1, script.Outstanding);
        Assert.Empty(script.Output.Commands);
        script.LocalTask(Nothing);
        Assert.Empty(script.Jobs);
        Assert.Empty(script.Demands[0].Start);
        script.LocalTask(Nothing, Done(1), All(Timer(1)));
        Assert.Equal(["RecordMarker", "StartTimer"], Types(script));
        EndAndReplay(script);
    }

    private static void SignalWhileItGoesOn(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1), Timer(1)));
        script.LocalTask(Go, All(Timer(2)), Done(1), All(Timer(3)));
        Assert.Equal(["StartTimer", "RecordMarker", "StartTimer"], Types(script));
        Assert.Equal(2, script.Jobs.Count);
        EndAndReplay(script);
    }

    private static void BacksOff(IArrowObserver? observer)
    {
        var failed = Failed(1, new() { Message = "broken" }) with { Backoff = Duration.FromTimeSpan(TimeSpan.FromMinutes(2)) };
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1)), failed, All(Timer(1)));
        var end = Ends(script).Single();
        Assert.Equal(4, end.Backoff!.Attempt);
        Assert.Equal(120, end.Backoff.Delay.Seconds);
        var again = Local(2);
        var request = again.Request with { Attempt = 4, OriginalScheduleTime = end.Backoff.OriginalScheduleTime };
        script.LocalTask(h => h.TimerFired(), All(again with { Request = request }), Done(2));
        Assert.Equal(end.Backoff.OriginalScheduleTime, script.Demands[0].Start.Single().OriginalScheduleTime);
        EndAndReplay(script);
    }

    private static void CancelledBeforeItBegan(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(
            h => h.Started(),
            All(
                Local(1),
                Local(2, Wait),
                Local(3, ActivityCancellationType.Abandon),
                Cancel(1),
                Cancel(2),
                Cancel(3),
                Timer(1)));
        Assert.Empty(script.Demands[0].Start);
        Assert.Empty(script.Demands[0].Cancel);
        Assert.Equal(["RecordMarker", "RecordMarker", "RecordMarker", "StartTimer"], Types(script));
        Assert.All(Ends(script), end => Assert.Equal("Local Activity cancelled", end.Failure!.Message));
        EndAndReplay(script);
    }

    private static void CancelledNow(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1), Timer(1)));
        script.LocalTask(Go, All(Cancel(1), Cancel(1), Timer(2)), All(Timer(3)), Done(1));
        Assert.Equal([1u], script.Demands[0].Cancel);
        Assert.Equal(["RecordMarker", "StartTimer", "StartTimer"], Types(script));
        Assert.NotNull(Ends(script).Single().Failure);
        Assert.Equal(0, script.Outstanding);
        EndAndReplay(script);
    }

    private static void CancelledAndWaitedFor(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1, Wait), Timer(1)));
        script.LocalTask(
            Go, All(Cancel(1), Cancel(1), Timer(2)), Failed(1, LocalActivityFailures.Canceled()), All(Timer(3)));
        Assert.Equal([1u], script.Demands[0].Cancel);
        Assert.Equal(["StartTimer", "RecordMarker", "StartTimer"], Types(script));
        EndAndReplay(script);
    }

    private static void Abandoned(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1, ActivityCancellationType.Abandon), Timer(1)));
        script.LocalTask(Go, All(Cancel(1)), Done(1));
        Assert.Empty(script.Demands[0].Cancel);
        Assert.Equal(0, script.Outstanding);
        Assert.Equal("Local Activity cancelled", Ends(script).Single().Failure!.Message);
        EndAndReplay(script);
    }

    private static void CancelledAsItEnds(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1), Local(2)), Done(1));
        script.LocalTask(Go, All(Cancel(1), Cancel(2)), All());
        Assert.Equal(1, script.Outstanding);
        script.LocalTask(Go, All(), Done(2));
        Assert.Empty(script.Output.Commands);
        EndAndReplay(script);

        // The first marker is known before the code cancels what it is of.
        var fresh = new ReplayMachine("default", observer);
        fresh.Begin(new(script.History.Events, script.History.PreviousStartedId, []));
        Assert.NotNull(fresh.Next());
        fresh.Apply([Local(1), Local(2), Cancel(1)]);
        Assert.Equal(1u, Assert.IsType<ActivationJob.ResolveLocalActivity>(fresh.Next()!.Jobs.Single()).Seq);
    }

    private static void WorkflowEndsFirst(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1), Local(2)), Done(2), All(End()), Done(1));
        Assert.Equal(["RecordMarker", "CompleteWorkflowExecution"], Types(script));
        Assert.True(script.Demands[1].CancelAll);
        Assert.False(script.Demands[2].CancelAll);
        Assert.Equal(0, script.Outstanding);
        Assert.Empty(script.Replay().Commands);
    }

    private static void WorkerDied(IArrowObserver? observer)
    {
        var history = new HistoryBuilder().Started().Task().TimerStarted().OpenTask();
        var machine = new ReplayMachine("default", observer);
        machine.Begin(new(history.Events, history.PreviousStartedId, []));
        Assert.True(machine.Next()!.IsReplaying);
        machine.Apply([Local(1), Timer(1)]);
        Assert.Empty(machine.TakeLocalActivityDemands().Start);
        Assert.Null(machine.Next());
        Assert.Equal("1", machine.TakeLocalActivityDemands().Start.Single().ActivityId);
        machine.Resolve(Done(1));
        var told = machine.Next()!;
        Assert.False(told.IsReplaying);
        Assert.IsType<ActivationJob.ResolveLocalActivity>(told.Jobs.Single());
        machine.Apply([]);
        Assert.Equal(CommandType.RecordMarker, machine.Finish().Commands.Single().CommandType);

        // A result that comes after the marker was recorded, as of one that ran twice, is of no interest.
        history.TaskCompleted().Marker(machine.Finish().Commands.Single().RecordMarkerCommandAttributes).Signaled("s").OpenTask();
        machine.Begin(new(history.Events, history.PreviousStartedId, []));
        Assert.IsType<ActivationJob.Signal>(machine.Next()!.Jobs.Single());
        machine.Apply([Cancel(1)]);
        machine.Resolve(Done(1));
        Assert.Null(machine.Next());
    }

    private static void WorkerDiedAfterCancel(IArrowObserver? observer)
    {
        var history = new HistoryBuilder().Started().Task().Signaled("s").OpenTask().TaskCompleted().Signaled("s").OpenTask();
        var machine = new ReplayMachine("default", observer);
        machine.Begin(new(history.Events, history.PreviousStartedId, []));
        Assert.NotNull(machine.Next());
        machine.Apply([Local(1, Wait)]);
        Assert.NotNull(machine.Next());
        machine.Apply([Cancel(1), Cancel(1)]);
        Assert.IsType<ActivationJob.Signal>(machine.Next()!.Jobs.Single());
        machine.Apply([]);
        Assert.IsType<ActivationJob.ResolveLocalActivity>(machine.Next()!.Jobs.Single());
        machine.Apply([]);
        Assert.Empty(machine.TakeLocalActivityDemands().Start);
        Assert.Equal("Activity cancelled", machine.Finish().Commands.Single().RecordMarkerCommandAttributes.Failure.Message);

        // The same, but the marker comes after all.
        var script = new ReplayScript(observer).LocalTask(h => h.Started(), All(Local(1, Wait)));
        script.LocalTask(Go, All(Cancel(1)));
        script.LocalTask(Go, All(), Failed(1, LocalActivityFailures.Canceled()));
        EndAndReplay(script);
    }
}
