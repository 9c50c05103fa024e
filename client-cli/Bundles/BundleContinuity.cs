using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Cli.Bundles;

/// <summary>
/// Whether one run goes on where another ends: ledger, packet and successor's ledger held against each other.
/// </summary>
internal static class BundleContinuity
{
    /// <summary>The successor's verdict, damaged when it is no true continuation of the packet.</summary>
    public static BundleVerdict CheckPacket(TakeoverPacket packet, BundleVerdict successor) =>
        Continuity.Check(packet, successor.Entries) is [var first, ..] ? BundleVerdict.Damaged(first) : successor;

    /// <summary>
    /// The successor's verdict, damaged when the packet says something else than the predecessor's ledger.
    /// </summary>
    public static BundleVerdict CheckPredecessor(
        BundleVerdict predecessor, TakeoverPacket packet, BundleVerdict successor)
    {
        if (predecessor.Damage is { } damage)
        {
            return BundleVerdict.Damaged($"the predecessor's bundle: {damage}");
        }

        var before = predecessor.Entries.TakeWhile(entry => entry.Sequence <= packet.LedgerHead.Sequence).ToValueList();
        if (before.IsEmpty || LedgerChain.HeadOf(before[^1]) != packet.LedgerHead)
        {
            return BundleVerdict.Damaged($"the packet was not made from the ledger of {predecessor.Manifest!.Run}");
        }

        return Digest.Of(RunJournal.Replay(before)) == Digest.Of(packet.Snapshot.Restore())
            ? CheckPacket(packet, successor)
            : BundleVerdict.Damaged($"the packet does not say what the ledger of {predecessor.Manifest!.Run} leads to");
    }
}
