using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Lead;

/// <summary>All that the screen of a lead shows.</summary>
internal sealed record LeadView(
    RunStatusView Status,
    DateTimeOffset Now,
    string Person,
    IReadOnlyList<LedgerEntry> Recent,
    IReadOnlyList<string> Answer,
    string Typed,
    string? Trouble = null);
