using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Opens a run, fresh or from a packet. Nothing opens on a bad charter, procedure or packet, whatever path it came by.
/// </summary>
internal static class OpeningDecider
{
    public static void Open(RunDraft draft, RunInput.OpenRun open)
    {
        if (Check(draft.State, open) is { } refusal)
        {
            draft.Add(new RunFact.OpeningRefused(open.Run, refusal));
            return;
        }

        if (open.Packet is null)
        {
            draft.Add(new RunFact.RunOpened(
                open.Run, open.Charter, open.Procedure, Digest.Of(open.Charter), Digest.Of(open.Procedure), draft.Now));
            return;
        }

        draft.Add(
            new RunFact.RunContinued(open.Run, open.Packet.Run, open.Packet.Digest, open.Packet.Snapshot, draft.Now));
        PickUp(draft);
    }

    private static Refusal? Check(RunState state, RunInput.OpenRun open)
    {
        if (state.Status != RunStatus.NotOpened)
        {
            return new(RefusalCode.RunAlreadyOpen, $"The run is open since {state.OpenedAt:O}.");
        }

        if (RunLint.Check(open.Charter, open.Procedure) is [var finding, ..])
        {
            return new(RefusalCode.InvalidDocument, $"{finding.Field}: {finding.Sentence}");
        }

        return open.Packet is { } packet ? CheckPacket(open, packet) : null;
    }

    private static Refusal? CheckPacket(RunInput.OpenRun open, TakeoverPacket packet)
    {
        if (PacketBuilder.Damage(packet) is { } damage)
        {
            return new(RefusalCode.PacketDamaged, damage);
        }

        var before = packet.Snapshot.State;
        if (before.Status is RunStatus.NotOpened or RunStatus.Completed)
        {
            return new(RefusalCode.RunEnded, $"The run {packet.Run} is {before.Status}: there is nothing to continue.");
        }

        if (open.Run == packet.Run)
        {
            return new(RefusalCode.WrongRun, $"A run cannot succeed itself: {open.Run}.");
        }

        return Digest.Of(open.Charter) == before.CharterDigest && Digest.Of(open.Procedure) == before.ProcedureDigest
            ? null
            : new(RefusalCode.DigestMismatch, "The charter and procedure are not those of the packet.");
    }

    // Nobody can hear any more what the predecessor had in flight: its outcome is unknown, and it is never dispatched
    // again.
    private static void PickUp(RunDraft draft)
    {
        foreach (var attempt in draft.State.Attempts().ToList())
        {
            if (attempt.Stage == AttemptStage.Dispatching)
            {
                ReportDecider.Accept(draft, attempt.Id, new ActionReport(
                    ActionOutcome.Unknown, "The predecessor run ended while the action was in flight."));
            }
            else if (attempt.Stage == AttemptStage.Verifying)
            {
                draft.Request(attempt.Id, attempt.Purpose ?? ReadingPurpose.Probe);
            }
        }
    }
}
