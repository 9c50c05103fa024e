using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Temporalio.Replay.Machines;

/// <summary>A state machine as a table: from a state, on a trigger, to a state, and what is done on the way.</summary>
internal sealed class TransitionTable<TMachine, TState, TTrigger>(string name) : IEnumerable<Arrow>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState From, TTrigger On), Transition> transitions = [];

    public string Name => name;

    public void Add(TState from, TTrigger on, TState to) => Add(from, on, to, static (_, _) => { });

    public void Add(TState from, TTrigger on, TState to, Action<TMachine> act) => Add(from, on, to, (m, _) => act(m));

    public void Add(TState from, TTrigger on, TState to, Action<TMachine, Api.History.V1.HistoryEvent> act) =>
        transitions.Add((from, on), new(to, (m, e) => act(m, e!)));

    public bool TryGet(TState from, TTrigger on, [NotNullWhen(true)] out Transition? found) =>
        transitions.TryGetValue((from, on), out found);

    public IEnumerator<Arrow> GetEnumerator() => transitions
        .Select(t => new Arrow(t.Key.From.ToString(), t.Key.On.ToString(), t.Value.To.ToString()))
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal sealed record Transition(TState To, Action<TMachine, Api.History.V1.HistoryEvent?> Act);
}
