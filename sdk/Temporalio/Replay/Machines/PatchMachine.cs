using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>
/// A patch marker that the code asks for. It may lack in the history, or stand there alone: see CommandQueue.
/// </summary>
internal sealed class PatchMachine : TableMachine<PatchMachine, PatchMachine.PatchState, PatchMachine.Trigger>
{
    internal static readonly TransitionTable<PatchMachine, PatchState, Trigger> Table = new("Patch")
    {
        { PatchState.Created, Trigger.Recorded, PatchState.Recorded },
    };

    public PatchMachine(IMachineHost host, PatchMarker marker)
        : base(host, Table, PatchState.Created)
    {
        Marker = marker;
        host.Enqueue(new(
            this,
            new Command { CommandType = CommandType.RecordMarker, RecordMarkerCommandAttributes = marker.ToCommand() },
            EventType.MarkerRecorded));
    }

    internal enum PatchState
    {
        Created,
        Recorded,
    }

    internal enum Trigger
    {
        Recorded,
    }

    public PatchMarker Marker { get; }

    public override bool IsFinal => State == PatchState.Recorded;

    public override string ToString() => $"patch {Marker.PatchId}";

    protected override Trigger? TriggerOf(HistoryEvent e) =>
        PatchMarker.TryRead(e, out var marker) && marker.PatchId == Marker.PatchId ? Trigger.Recorded : null;
}
