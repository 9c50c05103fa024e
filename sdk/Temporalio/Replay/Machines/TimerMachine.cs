using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>
/// One timer. A cancelled timer is over for the workflow code at once; the server, which may have fired it meanwhile,
/// always answers with TimerCanceled.
/// </summary>
internal sealed class TimerMachine : TableMachine<TimerMachine, TimerMachine.TimerState, TimerMachine.Trigger>
{
    internal static readonly TransitionTable<TimerMachine, TimerState, Trigger> Table = new("Timer")
    {
        { TimerState.Created, Trigger.Started, TimerState.Running },
        { TimerState.Created, Trigger.Cancel, TimerState.Canceled, m => m.start.Drop() },
        { TimerState.Running, Trigger.Fired, TimerState.Fired, (m, e) => m.OnFired(e) },
        { TimerState.Running, Trigger.Cancel, TimerState.Canceling, m => m.SendCancel() },
        { TimerState.Canceling, Trigger.Canceled, TimerState.Canceled },
        { TimerState.Fired, Trigger.Cancel, TimerState.Fired },
    };

    private readonly uint seq;
    private readonly OutgoingCommand start;

    public TimerMachine(IMachineHost host, WorkflowCommand.StartTimer command)
        : base(host, Table, TimerState.Created)
    {
        seq = command.Seq;
        start = new(
            this,
            new Command
            {
                CommandType = CommandType.StartTimer,
                StartTimerCommandAttributes = new() { TimerId = Id, StartToFireTimeout = command.Delay },
                UserMetadata = command.Metadata,
            },
            EventType.TimerStarted);
        host.Enqueue(start);
    }

    internal enum TimerState
    {
        Created,
        Running,
        Canceling,
        Fired,
        Canceled,
    }

    internal enum Trigger
    {
        Started,
        Fired,
        Canceled,
        Cancel,
    }

    public override bool IsFinal => State is TimerState.Fired or TimerState.Canceled;

    private string Id => seq.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public void Cancel() => Fire(Trigger.Cancel);

    public override string ToString() => $"timer {Id}";

    protected override Trigger? TriggerOf(HistoryEvent e) => e.EventType switch
    {
        EventType.TimerStarted when e.TimerStartedEventAttributes.TimerId == Id => Trigger.Started,
        EventType.TimerFired => Trigger.Fired,
        EventType.TimerCanceled when e.TimerCanceledEventAttributes.TimerId == Id => Trigger.Canceled,
        _ => null,
    };

    private void OnFired(HistoryEvent e)
    {
        var fired = e.TimerFiredEventAttributes.TimerId;
        if (fired != Id)
        {
            throw new ReplayNondeterminismException(
                $"History event {e.EventId} TimerFired names timer {fired}, the workflow code has {this}");
        }

        Host.AddJob(new ActivationJob.FireTimer(seq));
    }

    private void SendCancel() => Host.Enqueue(new(
        this,
        new Command { CommandType = CommandType.CancelTimer, CancelTimerCommandAttributes = new() { TimerId = Id } },
        EventType.TimerCanceled));
}
