using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Rendering;

/// <summary>
/// Two ledgers held against each other, as programs read it. Part of the envelope's schema: add, never rename.
/// </summary>
internal sealed record ComparisonView(
    string Left,
    string Right,
    RunMode LeftMode,
    RunMode RightMode,
    bool Alike,
    ValueList<LedgerDifference> Differences)
{
    public static ComparisonView Of(string left, string right, LedgerComparison comparison) => new(
        left, right, comparison.Left.Mode, comparison.Right.Mode, comparison.Differences.IsEmpty,
        comparison.Differences);
}
