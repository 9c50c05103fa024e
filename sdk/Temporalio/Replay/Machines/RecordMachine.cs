using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>
/// A command that is done as soon as it is recorded: upserts, changes of the memo, update answers and the end of the
/// workflow.
/// </summary>
internal sealed class RecordMachine : TableMachine<RecordMachine, RecordMachine.RecordState, RecordMachine.Trigger>
{
    internal static readonly TransitionTable<RecordMachine, RecordState, Trigger> Table = new("Record")
    {
        { RecordState.Created, Trigger.Recorded, RecordState.Recorded },
    };

    private readonly string description;
    private readonly Func<HistoryEvent, bool> fits;
    private readonly EventType mirroredBy;

    public RecordMachine(
        IMachineHost host, Command command, EventType mirroredBy, string description, Func<HistoryEvent, bool>? fits = null)
        : base(host, Table, RecordState.Created)
    {
        this.mirroredBy = mirroredBy;
        this.description = description;
        this.fits = fits ?? (_ => true);
        host.Enqueue(new(this, command, mirroredBy));
    }

    internal enum RecordState
    {
        Created,
        Recorded,
    }

    internal enum Trigger
    {
        Recorded,
    }

    public override bool IsFinal => State == RecordState.Recorded;

    public override string ToString() => description;

    protected override Trigger? TriggerOf(HistoryEvent e) =>
        e.EventType == mirroredBy && fits(e) ? Trigger.Recorded : null;
}
