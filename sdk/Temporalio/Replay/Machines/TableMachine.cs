using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>A machine that is driven by a table.</summary>
internal abstract class TableMachine<TSelf, TState, TTrigger>(
    IMachineHost host, TransitionTable<TSelf, TState, TTrigger> table, TState initial) : CommandMachine
    where TSelf : TableMachine<TSelf, TState, TTrigger>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    protected IMachineHost Host => host;

    protected TState State { get; private set; } = initial;

    public override void OnEvent(HistoryEvent e)
    {
        if (TriggerOf(e) is not { } trigger || !TryFire(trigger, e))
        {
            throw new ReplayNondeterminismException(
                $"History event {e.EventId} {e.EventType} does not fit {this}, which is {State}: the workflow code did something else");
        }
    }

    /// <summary>The trigger that an event is, or null for one that can never be meant for this machine.</summary>
    protected abstract TTrigger? TriggerOf(HistoryEvent e);

    /// <summary>Steps on what the workflow code did.</summary>
    protected void Fire(TTrigger trigger)
    {
        if (!TryFire(trigger, null))
        {
            throw new InvalidOperationException($"{trigger} is not possible for {this}, which is {State}");
        }
    }

    private bool TryFire(TTrigger trigger, HistoryEvent? e)
    {
        if (!table.TryGet(State, trigger, out var transition))
        {
            return false;
        }

        host.Observer?.Walked(table.Name, new(State.ToString(), trigger.ToString(), transition.To.ToString()));
        State = transition.To;
        transition.Act((TSelf)this, e);
        return true;
    }
}
