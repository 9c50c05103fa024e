using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Replay;
using Temporalio.Replay.Machines;
using Temporalio.Workflows;

namespace Sdk.Tests.Replay;

/// <summary>Each machine from begin to end, on every way through its table: live, and replayed.</summary>
public sealed class MachineTests
{
    private static readonly (string Name, Action<IArrowObserver?> Tell)[] Stories =
    [
        ("timer fires", TimerFires),
        ("timer cancelled", TimerCancelled),
        ("activity ends", ActivityEnds),
        ("activity dropped", ActivityDropped),
        ("activity cancelled, not waiting", ActivityForgotten),
        ("activity cancelled, waiting", ActivityWaited),
        ("activity abandoned", ActivityAbandoned),
        ("activity ends as it is cancelled", ActivityEndsAndIsCancelled),
        ("child ends", ChildEnds),
        ("child dropped", ChildDropped),
        ("child forgotten before its start", ChildForgottenEarly),
        ("child forgotten", ChildForgotten),
        ("child cancelled, waiting", ChildWaited),
        ("child ends as it is cancelled", ChildEndsAndIsCancelled),
        ("signal to another workflow", ExternalSignal),
        ("cancellation of another workflow", ExternalCancel),
        ("records and patches", Records),
        ("updates", Updates),
    ];

    public static TheoryData<string> StoryNames => [.. Stories.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(StoryNames))]
    public void Story_LiveAndReplayed_IsTheSame(string name) => Stories.Single(story => story.Name == name).Tell(null);

    [Fact]
    public void Arrows_OfAllTables_AreWalked()
    {
        var recorder = new ArrowRecorder();
        foreach (var (_, tell) in Stories)
        {
            tell(recorder);
        }

        var all = Of(TimerMachine.Table.Name, TimerMachine.Table)
            .Concat(Of(ActivityMachine.Table.Name, ActivityMachine.Table))
            .Concat(Of(ChildWorkflowMachine.Table.Name, ChildWorkflowMachine.Table))
            .Concat(Of(ExternalSignalMachine.Table.Name, ExternalSignalMachine.Table))
            .Concat(Of(ExternalCancelMachine.Table.Name, ExternalCancelMachine.Table))
            .Concat(Of(PatchMachine.Table.Name, PatchMachine.Table))
            .Concat(Of(RecordMachine.Table.Name, RecordMachine.Table))
            .Concat(Of(UpdateMachine.Table.Name, UpdateMachine.Table));
        var never = all.Except(recorder.Arrows).Select(a => $"{a.Machine}: {a.Arrow}").ToArray();
        Assert.True(never.Length == 0, "Never walked:\n" + string.Join('\n', never));
    }

    private static IEnumerable<(string Machine, Arrow Arrow)> Of(string name, IEnumerable<Arrow> arrows) =>
        arrows.Select(arrow => (name, arrow));

    private static WorkflowCommand.StartTimer Timer(uint seq) =>
        new WorkflowCommand.StartTimer(seq, Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), null);

    private static WorkflowCommand.ScheduleActivity Activity(uint seq, ActivityCancellationType type = ActivityCancellationType.TryCancel) =>
        new(
            seq, new() { ActivityId = $"{seq}", ActivityType = new() { Name = "Act" } }, type, null);

    private static WorkflowCommand.StartChild Child(
        uint seq, ChildWorkflowCancellationType type = ChildWorkflowCancellationType.WaitCancellationCompleted) =>
        new(
            seq, new() { WorkflowId = $"c{seq}", WorkflowType = new() { Name = "Child" } }, type, null);

    private static WorkflowCommand.CancelChild CancelChild(uint seq) => new(seq, "enough");

    private static WorkflowCommand.End End() => new(new Command
    {
        CommandType = CommandType.CompleteWorkflowExecution,
        CompleteWorkflowExecutionCommandAttributes = new(),
    });

    private static void Go(HistoryBuilder history) => history.Signaled("go");

    private static string[] Types(ReplayScript script) => [.. script.Output.Commands.Select(c => c.CommandType.ToString())];

    private static void EndAndReplay(ReplayScript script)
    {
        script.Task(Go, End());
        Assert.Equal("CompleteWorkflowExecution", Types(script)[^1]);
        Assert.True(script.Output.IsTerminal);
        Assert.Empty(script.Replay().Commands);
    }

    private static void TimerFires(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Timer(1));
        Assert.Equal(["StartTimer"], Types(script));
        script.Task(h => h.TimerFired(), new WorkflowCommand.CancelTimer(1));
        Assert.Equal(new ActivationJob.FireTimer(1), script.Jobs.Single());
        Assert.Empty(script.Output.Commands);
        EndAndReplay(script);
    }

    private static void TimerCancelled(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Timer(1), Timer(2), new WorkflowCommand.CancelTimer(2));
        Assert.Equal(["StartTimer"], Types(script));
        script.Task(Go, new WorkflowCommand.CancelTimer(1));
        Assert.Equal(["CancelTimer"], Types(script));
        EndAndReplay(script);
    }

    private static void ActivityEnds(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Activity(1), Activity(2), Activity(3), Activity(4));
        script.Task(h => h.ActivityStarted("1").ActivityCompleted("1", "x").ActivityStarted("2").ActivityFailed("2")
            .ActivityTimedOut("3").ActivityCanceled("4"));
        var results = script.Jobs.Cast<ActivationJob.ResolveActivity>().ToArray();
        Assert.Equal("\"x\"", results[0].Result!.Data.ToStringUtf8());
        Assert.Equal(
            ["Activity task failed", "Activity task timed out", "Activity cancelled"],
            results[1..].Select(r => r.Failure!.Message));
        Assert.Equal(6, results[1].Failure!.ActivityFailureInfo.ScheduledEventId);
        EndAndReplay(script);
    }

    private static void ActivityDropped(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            Activity(1),
            Activity(2, ActivityCancellationType.WaitCancellationCompleted),
            Activity(3, ActivityCancellationType.Abandon),
            new WorkflowCommand.CancelActivity(1),
            new WorkflowCommand.CancelActivity(2),
            new WorkflowCommand.CancelActivity(3));
        Assert.Empty(script.Output.Commands);
        Assert.Equal(3, script.Jobs.OfType<ActivationJob.ResolveActivity>().Count(j => j.Failure!.Cause.CanceledFailureInfo is not null));
        EndAndReplay(script);
    }

    private static void ActivityForgotten(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Activity(1), Activity(2), Activity(3), Activity(4));
        script.Task(
            Go,
            new WorkflowCommand.CancelActivity(1),
            new WorkflowCommand.CancelActivity(2),
            new WorkflowCommand.CancelActivity(3),
            new WorkflowCommand.CancelActivity(4));
        Assert.Equal(Enumerable.Repeat("RequestCancelActivityTask", 4), Types(script));
        Assert.Equal(4, script.Jobs.OfType<ActivationJob.ResolveActivity>().Count());
        script.Task(h => h.ActivityStarted("1").ActivityCompleted("1").ActivityFailed("2").ActivityTimedOut("3")
            .ActivityCanceled("4").Signaled("go"));
        Assert.Single(script.Jobs);
        EndAndReplay(script);
    }

    private static void ActivityWaited(IArrowObserver? observer)
    {
        const ActivityCancellationType wait = ActivityCancellationType.WaitCancellationCompleted;
        var script = new ReplayScript(observer).Task(
            h => h.Started(), Activity(1, wait), Activity(2, wait), Activity(3, wait), Activity(4, wait));
        script.Task(
            Go,
            new WorkflowCommand.CancelActivity(1),
            new WorkflowCommand.CancelActivity(2),
            new WorkflowCommand.CancelActivity(3),
            new WorkflowCommand.CancelActivity(4));
        Assert.DoesNotContain(script.Jobs, job => job is ActivationJob.ResolveActivity);
        script.Task(h => h.ActivityStarted("1").ActivityCompleted("1").ActivityFailed("2").ActivityTimedOut("3").ActivityCanceled("4"));
        Assert.Equal(4, script.Jobs.OfType<ActivationJob.ResolveActivity>().Count());
        EndAndReplay(script);
    }

    private static void ActivityAbandoned(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Activity(1, ActivityCancellationType.Abandon));
        script.Task(Go, new WorkflowCommand.CancelActivity(1));
        Assert.Empty(script.Output.Commands);
        Assert.Single(script.Jobs.OfType<ActivationJob.ResolveActivity>());
        script.Task(h => h.ActivityStarted("1").ActivityCompleted("1").Signaled("go"));
        Assert.Single(script.Jobs);
        EndAndReplay(script);
    }

    private static void ActivityEndsAndIsCancelled(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            Activity(1),
            Activity(2, ActivityCancellationType.WaitCancellationCompleted),
            Activity(3, ActivityCancellationType.Abandon));
        script.Task(
            h => h.CancelRequested().ActivityCompleted("1").ActivityCompleted("2").ActivityCompleted("3"),
            new WorkflowCommand.CancelActivity(1),
            new WorkflowCommand.CancelActivity(2),
            new WorkflowCommand.CancelActivity(3));
        Assert.Empty(script.Output.Commands);
        Assert.Equal(4, script.Jobs.Count);
        EndAndReplay(script);
    }

    private static void ChildEnds(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(), Child(1), Child(2), Child(3), Child(4), Child(5), Child(6));
        script.Task(h => h.Child("c1", EventType.StartChildWorkflowExecutionFailed)
            .Child("c2", EventType.ChildWorkflowExecutionStarted).Child("c3", EventType.ChildWorkflowExecutionStarted)
            .Child("c4", EventType.ChildWorkflowExecutionStarted).Child("c5", EventType.ChildWorkflowExecutionStarted)
            .Child("c6", EventType.ChildWorkflowExecutionStarted).Child("c2", EventType.ChildWorkflowExecutionCompleted, 7));
        Assert.True(Assert.IsType<ActivationJob.ChildStartFailed>(script.Jobs[0]).AlreadyExists);
        Assert.Equal("7", Assert.IsType<ActivationJob.ResolveChild>(script.Jobs[^1]).Result!.Data.ToStringUtf8());
        script.Task(h => h.Child("c3", EventType.ChildWorkflowExecutionFailed)
            .Child("c4", EventType.ChildWorkflowExecutionCanceled).Child("c5", EventType.ChildWorkflowExecutionTimedOut)
            .Child("c6", EventType.ChildWorkflowExecutionTerminated));
        Assert.Equal(
            ["failed", "cancelled", "timed out", "terminated"],
            script.Jobs.Cast<ActivationJob.ResolveChild>().Select(j => j.Failure!.Message["Child Workflow execution ".Length..]));
        EndAndReplay(script);
    }

    private static void ChildDropped(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            Child(1),
            Child(2, ChildWorkflowCancellationType.TryCancel),
            Child(3, ChildWorkflowCancellationType.Abandon),
            CancelChild(1),
            CancelChild(2),
            CancelChild(3));
        Assert.Empty(script.Output.Commands);
        Assert.Equal(3, script.Jobs.OfType<ActivationJob.ChildStartCanceled>().Count());
        EndAndReplay(script);
    }

    private static void ChildForgottenEarly(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            Child(1, ChildWorkflowCancellationType.TryCancel),
            Child(2, ChildWorkflowCancellationType.Abandon),
            Child(3));
        script.Task(Go, CancelChild(1), CancelChild(2), CancelChild(3));
        Assert.Equal(Enumerable.Repeat("RequestCancelExternalWorkflowExecution", 2), Types(script));
        script.Task(h => h.Child("c1", EventType.StartChildWorkflowExecutionFailed)
            .Child("c2", EventType.ChildWorkflowExecutionStarted).Child("c2", EventType.ChildWorkflowExecutionCompleted)
            .Child("c3", EventType.ChildWorkflowExecutionStarted).Child("c3", EventType.ChildWorkflowExecutionCanceled));
        Assert.Equal(2, script.Jobs.Count);
        EndAndReplay(script);
    }

    private static void ChildForgotten(IArrowObserver? observer)
    {
        const ChildWorkflowCancellationType now = ChildWorkflowCancellationType.TryCancel;
        var script = new ReplayScript(observer).Task(
            h => h.Started(), Child(1, now), Child(2, now), Child(3, now), Child(4, ChildWorkflowCancellationType.Abandon));
        script.Task(
            h => h.Child("c1", EventType.ChildWorkflowExecutionStarted).Child("c2", EventType.ChildWorkflowExecutionStarted)
                .Child("c3", EventType.ChildWorkflowExecutionStarted).Child("c4", EventType.ChildWorkflowExecutionStarted),
            CancelChild(1),
            CancelChild(2),
            CancelChild(3),
            CancelChild(4));
        Assert.Equal(Enumerable.Repeat("RequestCancelExternalWorkflowExecution", 3), Types(script));
        Assert.Equal(4, script.Jobs.OfType<ActivationJob.ResolveChild>().Count());
        script.Task(h => h.Child("c1", EventType.ChildWorkflowExecutionFailed)
            .Child("c2", EventType.ChildWorkflowExecutionCanceled).Child("c3", EventType.ChildWorkflowExecutionTimedOut)
            .Child("c4", EventType.ChildWorkflowExecutionTerminated).Signaled("go"));
        Assert.Single(script.Jobs);
        EndAndReplay(script);
    }

    private static void ChildWaited(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(h => h.Started(), Child(1));
        script.Task(h => h.Child("c1", EventType.ChildWorkflowExecutionStarted), CancelChild(1));
        var cancel = script.Output.Commands.Single().RequestCancelExternalWorkflowExecutionCommandAttributes;
        Assert.True(cancel.ChildWorkflowOnly);
        Assert.Equal("child-run", cancel.RunId);
        script.Task(h => h.CancelDelivered().Child("c1", EventType.ChildWorkflowExecutionCanceled));
        Assert.Single(script.Jobs);
        EndAndReplay(script);
    }

    private static void ChildEndsAndIsCancelled(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            Child(1),
            Child(2, ChildWorkflowCancellationType.TryCancel),
            Child(3, ChildWorkflowCancellationType.Abandon));
        script.Task(h => h.Child("c1", EventType.ChildWorkflowExecutionStarted)
            .Child("c2", EventType.ChildWorkflowExecutionStarted).Child("c3", EventType.ChildWorkflowExecutionStarted));
        script.Task(
            h => h.Child("c1", EventType.ChildWorkflowExecutionCompleted).Child("c2", EventType.ChildWorkflowExecutionCompleted)
                .Child("c3", EventType.ChildWorkflowExecutionCompleted),
            CancelChild(1),
            CancelChild(2),
            CancelChild(3));
        Assert.Empty(script.Output.Commands);
        EndAndReplay(script);
    }

    private static void ExternalSignal(IArrowObserver? observer)
    {
        static WorkflowCommand Signal(uint seq) => new WorkflowCommand.SignalExternal(
            seq, new() { Execution = new() { WorkflowId = "other" }, SignalName = "s" });
        var script = new ReplayScript(observer).Task(
            h => h.Started(), Signal(1), Signal(2), new WorkflowCommand.CancelSignalExternal(2));
        Assert.Equal(["SignalExternalWorkflowExecution"], Types(script));
        Assert.NotNull(script.Jobs.OfType<ActivationJob.ResolveSignalExternal>().Single().Failure!.CanceledFailureInfo);
        script.Task(Go, new WorkflowCommand.CancelSignalExternal(1));
        script.Task(h => h.SignalDelivered(), new WorkflowCommand.CancelSignalExternal(1), Signal(3));
        Assert.Equal(new ActivationJob.ResolveSignalExternal(1, null), script.Jobs.Single());
        script.Task(h => h.SignalFailed());
        Assert.Equal(
            "Unable to signal external workflow because it was not found",
            Assert.IsType<ActivationJob.ResolveSignalExternal>(script.Jobs.Single()).Failure!.Message);
        EndAndReplay(script);
    }

    private static void ExternalCancel(IArrowObserver? observer)
    {
        static WorkflowCommand Cancel(uint seq) => new WorkflowCommand.CancelExternal(seq, new() { WorkflowId = "other" });
        var script = new ReplayScript(observer).Task(h => h.Started(), Cancel(1));
        script.Task(h => h.CancelDelivered(), Cancel(2));
        Assert.Equal(new ActivationJob.ResolveCancelExternal(1, null), script.Jobs.Single());
        script.Task(h => h.CancelFailed());
        Assert.NotNull(Assert.IsType<ActivationJob.ResolveCancelExternal>(script.Jobs.Single()).Failure);
        EndAndReplay(script);
    }

    private static void Records(IArrowObserver? observer)
    {
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            new WorkflowCommand.SetPatchMarker("p", false),
            new WorkflowCommand.UpsertSearchAttributes(new()),
            new WorkflowCommand.ModifyMemo(new()));
        Assert.Equal(
            ["RecordMarker", "UpsertWorkflowSearchAttributes", "UpsertWorkflowSearchAttributes", "ModifyWorkflowProperties"],
            Types(script));
        EndAndReplay(script);
    }

    private static void Updates(IArrowObserver? observer)
    {
        static Message Update(string id, long after) => new()
        {
            Id = id + "/request",
            ProtocolInstanceId = id,
            EventId = after,
            Body = Any.Pack(new Request { Meta = new() { UpdateId = id }, Input = new() { Name = "u" } }),
        };
        var script = new ReplayScript(observer).Task(
            h => h.Started(),
            [Update("u1", 2), Update("u2", 2), Update("u3", 2)],
            [
                new WorkflowCommand.AcceptUpdate("u1"),
                new WorkflowCommand.FinishUpdate("u1", null, null),
                new WorkflowCommand.AcceptUpdate("u2"),
                new WorkflowCommand.RejectUpdate("u3", new() { Message = "no" }),
            ]);
        Assert.Equal(["u3/request/reject", "u1/request/accept", "u1/request/complete", "u2/request/accept"],
            script.Output.Messages.Select(m => m.Id));
        Assert.Equal(Enumerable.Repeat("ProtocolMessage", 3), Types(script));
        script.Task(Go, new WorkflowCommand.FinishUpdate("u2", null, new() { Message = "bad" }));
        Assert.Equal("bad", script.Output.Messages.Single().Body.Unpack<Response>().Outcome.Failure.Message);
        script.Task(Go, End());
        Assert.True(script.Output.IsTerminal);
    }
}
