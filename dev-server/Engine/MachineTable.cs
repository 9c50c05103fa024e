namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// A state machine as the list of its arrows. An arrow that is not listed is a broken world, not a refusal.
/// </summary>
internal sealed class MachineTable<TState, TTrigger>(params (TState From, TTrigger Trigger, TState To)[] arrows)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), TState> table =
        arrows.ToDictionary(arrow => (arrow.From, arrow.Trigger), arrow => arrow.To);

    public IReadOnlyList<(TState From, TTrigger Trigger, TState To)> Arrows { get; } = arrows;

    /// <summary>Hears of every arrow that is walked: for the test that none stands there for nothing.</summary>
    public Action<TState, TTrigger>? Walked { get; set; }

    public TState Next(TState from, TTrigger trigger)
    {
        if (!table.TryGetValue((from, trigger), out var next))
        {
            throw new InvalidOperationException(
                $"{typeof(TTrigger).Name} {trigger} is impossible in {typeof(TState).Name} {from}.");
        }

        Walked?.Invoke(from, trigger);
        return next;
    }
}
