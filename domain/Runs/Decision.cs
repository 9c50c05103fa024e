using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// What an input led to: the facts, and the state with them folded in (its ledger head is not moved; see
/// <see cref="RunJournal"/>).
/// </summary>
public sealed record Decision(ValueList<RunFact> Facts, RunState State);
