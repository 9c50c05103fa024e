using System.Collections.Frozen;

namespace DirectedExecution.Domain.Primitives;

/// <summary>A state machine as the list of its arrows: what does not stand there cannot happen.</summary>
/// <param name="entity">Who has the states, as a sentence names it: "An attempt".</param>
/// <param name="arrows">Every arrow: from, by, to.</param>
public sealed class MachineTable<TState, TTrigger>(
    string entity, IReadOnlyList<(TState From, TTrigger By, TState To)> arrows)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly FrozenDictionary<(TState From, TTrigger By), TState> table =
        arrows.ToFrozenDictionary(arrow => (arrow.From, arrow.By), arrow => arrow.To);

    /// <summary>Every arrow: from, by, to.</summary>
    public IReadOnlyList<(TState From, TTrigger By, TState To)> Arrows { get; } = arrows;

    public bool Has(TState from, TTrigger by) => table.ContainsKey((from, by));

    /// <summary>The next state. Throws on an arrow that is not there: then a rule is wrong, not the world.</summary>
    public TState Next(TState from, TTrigger by) => table.TryGetValue((from, by), out var to)
        ? to
        : throw new InvalidOperationException($"{entity} that is {from} cannot take {by}.");
}
