using Temporalio.Api.History.V1;

namespace Temporalio.Replay.Machines;

/// <summary>The life of one thing that the workflow asked for.</summary>
internal abstract class CommandMachine
{
    /// <summary>Gets a value indicating whether no event can follow.</summary>
    public abstract bool IsFinal { get; }

    /// <summary>Takes an event: the mirror of its command, or one that follows.</summary>
    /// <exception cref="ReplayNondeterminismException">The event does not fit.</exception>
    public abstract void OnEvent(HistoryEvent e);

    /// <summary>What this is, in words of the history: for error messages.</summary>
    public abstract override string ToString();
}
