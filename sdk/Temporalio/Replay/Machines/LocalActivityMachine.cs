using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Workflows;

namespace Temporalio.Replay.Machines;

/// <summary>
/// One local activity. Carried out, it is running until its end is resolved and its marker recorded. Replayed, it
/// awaits its marker, which is foreseen when the commands of its task are looked at ahead; when history ends without
/// one, it is carried out after all.
/// </summary>
internal sealed class LocalActivityMachine
    : TableMachine<LocalActivityMachine, LocalActivityMachine.LocalState, LocalActivityMachine.Trigger>
{
    internal static readonly TransitionTable<LocalActivityMachine, LocalState, Trigger> Table = new("LocalActivity")
    {
        { LocalState.Created, Trigger.Execute, LocalState.Running, m => m.Request() },
        { LocalState.Created, Trigger.Replay, LocalState.Awaiting },
        { LocalState.Awaiting, Trigger.Foresee, LocalState.Foreseen, m => m.TellForeseen() },
        { LocalState.Awaiting, Trigger.NothingRecorded, LocalState.Running, m => m.Request() },
        { LocalState.Awaiting, Trigger.Cancel, LocalState.Unwanted },
        { LocalState.Unwanted, Trigger.Foresee, LocalState.Foreseen, m => m.TellForeseen() },
        { LocalState.Unwanted, Trigger.NothingRecorded, LocalState.Resolved, m => m.ResolveNeverStarted() },
        { LocalState.Unwanted, Trigger.Cancel, LocalState.Unwanted },
        { LocalState.Foreseen, Trigger.Recorded, LocalState.Recorded, (m, e) => m.OnRecorded(e) },
        { LocalState.Foreseen, Trigger.Cancel, LocalState.Foreseen },
        { LocalState.Running, Trigger.Resolve, LocalState.Resolved, m => m.Conclude() },
        { LocalState.Running, Trigger.TryCancel, LocalState.Resolved, m => m.CancelNow() },
        { LocalState.Running, Trigger.WaitCancel, LocalState.Canceling, m => m.locals.RequestCancel(m.Seq) },
        { LocalState.Running, Trigger.Abandon, LocalState.Resolved, m => m.AbandonNow() },
        { LocalState.Canceling, Trigger.Resolve, LocalState.Resolved, m => m.Conclude() },
        { LocalState.Canceling, Trigger.Cancel, LocalState.Canceling },
        { LocalState.Resolved, Trigger.Recorded, LocalState.Recorded, (m, e) => m.OnRecorded(e) },
        { LocalState.Resolved, Trigger.Resolve, LocalState.Resolved },
        { LocalState.Resolved, Trigger.Cancel, LocalState.Resolved },
        { LocalState.Recorded, Trigger.Resolve, LocalState.Recorded },
        { LocalState.Recorded, Trigger.Cancel, LocalState.Recorded },
    };

    private readonly ILocalActivityHost locals;
    private readonly LocalActivityRequest request;
    private readonly ActivityCancellationType cancellationType;
    private readonly UserMetadata? metadata;
    private readonly DateTime startedAt;
    private LocalActivityResolution? end;
    private LocalActivityMarker? foreseen;
    private long foreseenAt;

    /// <param name="host">Host of all machines.</param>
    /// <param name="locals">Host of local activities.</param>
    /// <param name="command">What the code asks for, with the time of the first try.</param>
    /// <param name="startedAt">The workflow's time.</param>
    public LocalActivityMachine(
        IMachineHost host, ILocalActivityHost locals, WorkflowCommand.ScheduleLocalActivity command, DateTime startedAt)
        : base(host, Table, LocalState.Created)
    {
        this.locals = locals;
        this.startedAt = startedAt;
        request = command.Request;
        cancellationType = command.CancellationType;
        metadata = command.Metadata;
    }

    internal enum LocalState
    {
        Created,
        Running,
        Canceling,
        Resolved,
        Awaiting,
        Unwanted,
        Foreseen,
        Recorded,
    }

    internal enum Trigger
    {
        Execute,
        Replay,
        Foresee,
        NothingRecorded,
        Resolve,
        TryCancel,
        WaitCancel,
        Abandon,
        Cancel,
        Recorded,
    }

    public override bool IsFinal => State == LocalState.Recorded;

    /// <summary>Gets a value indicating whether its marker is still to be found.</summary>
    public bool IsAwaiting => State is LocalState.Awaiting or LocalState.Unwanted;

    /// <summary>Gets a value indicating whether its marker mirrors no command: it was foreseen.</summary>
    public bool IsForeseen => State == LocalState.Foreseen;

    private uint Seq => request.Seq;

    public void Execute() => Fire(Trigger.Execute);

    public void Replay() => Fire(Trigger.Replay);

    public void NothingRecorded() => Fire(Trigger.NothingRecorded);

    public void Foresee(LocalActivityMarker marker, long eventId)
    {
        foreseen = marker;
        foreseenAt = eventId;
        Fire(Trigger.Foresee);
    }

    public void Resolve(LocalActivityResolution resolution)
    {
        end ??= resolution;
        Fire(Trigger.Resolve);
    }

    public void Cancel() => Fire((State, cancellationType) switch
    {
        (not LocalState.Running, _) => Trigger.Cancel,
        (_, ActivityCancellationType.WaitCancellationCompleted) => Trigger.WaitCancel,
        (_, ActivityCancellationType.Abandon) => Trigger.Abandon,
        _ => Trigger.TryCancel,
    });

    public override string ToString() => $"local activity {request.ActivityId} of type {request.ActivityType}";

    protected override Trigger? TriggerOf(HistoryEvent e) =>
        LocalActivityMarker.TryRead(e, out var marker) && marker.Seq == Seq ? Trigger.Recorded : null;

    private void Request() => locals.Request(request);

    // Nobody carries it out any more, and the code does not want it.
    private void ResolveNeverStarted()
    {
        end = LocalActivityResolution.Canceled(Seq, request.Attempt, TimeSpan.Zero);
        Conclude();
    }

    // Its end moves no time: what made the code cancel did.
    private void CancelNow()
    {
        end = LocalActivityResolution.Canceled(Seq, request.Attempt, null);
        locals.RequestCancel(Seq);
        Conclude();
    }

    private void AbandonNow()
    {
        end = LocalActivityResolution.Canceled(Seq, request.Attempt, null);
        locals.Abandon(Seq);
        Conclude();
    }

    private void Conclude()
    {
        var ended = end!;
        var complete = startedAt + ended.RunTime;
        var marker = new LocalActivityMarker(
            Seq,
            ended.Attempt,
            request.ActivityId,
            request.ActivityType,
            complete is { } time ? Timestamp.FromDateTime(time) : null,
            ended.Backoff,
            request.OriginalScheduleTime)
        {
            Result = ended.RecordedResult ?? ended.Result,
            Failure = ended.RecordedFailure ?? ended.Failure,
        };
        Host.Enqueue(new(
            this,
            new Command
            {
                CommandType = CommandType.RecordMarker,
                RecordMarkerCommandAttributes = marker.ToCommand(),
                UserMetadata = metadata,
            },
            EventType.MarkerRecorded));
        Tell(marker with { Result = ended.Result, Failure = ended.Failure }, null);
    }

    private void TellForeseen()
    {
        RequireSame(foreseen!, foreseenAt);
        Tell(foreseen!, foreseenAt);
    }

    private void Tell(LocalActivityMarker marker, long? markerId) => locals.Tell(
        new(
            Seq,
            marker.Result,
            marker.Failure is { } failure ? LocalActivityFailures.Told(failure, request) : null,
            marker.Backoff is { } delay ? new(marker.Attempt + 1, delay, marker.OriginalScheduleTime) : null),
        marker.CompleteTime?.ToDateTime(),
        markerId);

    private void OnRecorded(HistoryEvent e)
    {
        _ = LocalActivityMarker.TryRead(e, out var marker);
        RequireSame(marker!, e.EventId);
        if (end is { } ended && ended.Failure is null != marker!.Failure is null)
        {
            throw new ReplayNondeterminismException(
                $"History event {e.EventId} says that {this} {Word(marker.Failure)}, here it {Word(ended.Failure)}");
        }
    }

    private static string Word(Failure? failure) => failure is null ? "completed" : "failed";

    private void RequireSame(LocalActivityMarker marker, long eventId)
    {
        if (marker.ActivityId != request.ActivityId || marker.ActivityType != request.ActivityType)
        {
            throw new ReplayNondeterminismException(
                $"History event {eventId} MarkerRecorded is local activity {marker.ActivityId} of type " +
                $"{marker.ActivityType}, the workflow code scheduled {this}");
        }
    }
}
