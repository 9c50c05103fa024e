using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>What an ended run returns.</summary>
public sealed record RunResult(RunStatus Status, PersonId Lead, int LeadEpoch, LedgerHead LedgerHead);
