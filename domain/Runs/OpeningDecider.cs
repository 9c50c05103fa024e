using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;

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
                open.Run, open.Charter, open.Procedure, Digest.Of(open.Charter), Digest.Of(open.Procedure), draft.Now,
                open.Signers, open.Edition, open.Approvals, open.Policy,
                open.Policy is { } policy ? Digest.Of(policy) : null, open.Rehearsal));
            return;
        }

        draft.Add(
            new RunFact.RunContinued(
                open.Run, open.Packet.Run, open.Packet.Digest, open.Packet.Snapshot, draft.Now, open.Edition,
                open.Packet.IsCopy));
        if (open.Packet.IsCopy == true)
        {
            SuccessionDecider.PickUpCopy(draft);
        }
        else
        {
            SuccessionDecider.PickUp(draft);
        }
    }

    private static Refusal? Check(RunState state, RunInput.OpenRun open)
    {
        if (state.Status != RunStatus.NotOpened)
        {
            return new(RefusalCode.RunAlreadyOpen, $"The run is open since {state.OpenedAt:O}.");
        }

        // A successor keeps what its predecessor was opened with: the packet has the keys and the policy.
        var before = open.Packet?.Snapshot.State;
        if (DocumentFit.WhyNot(
            open.Charter, open.Procedure, before is null ? open.Signers : before.Signers,
            before is null ? open.Policy : before.Policy) is { } unfit)
        {
            return unfit;
        }

        if (CheckRehearsal(open) is { } unrehearsed)
        {
            return unrehearsed;
        }

        // A successor goes on with what its predecessor was opened with: the very same text, already judged.
        return open.Packet is { } packet
            ? CheckPacket(open, packet)
            : ApprovalRules.Check(open.Charter, open.Procedure, open.Approvals, open.Signers);
    }

    private static Refusal? CheckRehearsal(RunInput.OpenRun open)
    {
        if (open.Packet is { Snapshot.State.Charter.Mode: var before } packet && before != open.Charter.Mode)
        {
            return new(
                RefusalCode.ModeMismatch,
                $"The run {packet.Run} is {before}; what it says founds no run that is {open.Charter.Mode}.");
        }

        return (open.Charter.Mode, open.Rehearsal, open.Packet) switch
        {
            (RunMode.Live, null, _) => null,
            (RunMode.Live, _, _) => new(
                RefusalCode.ModeMismatch, "There is a rehearsal script, but the charter says mode: live."),
            (_, null, null) => new(
                RefusalCode.InvalidDocument,
                "The charter says mode: rehearsal; the script is missing that says what the systems answer."),
            (_, null, _) => null,
            (_, _, not null) => new(
                RefusalCode.NotSupported, "A successor goes on with the rehearsal script of its packet."),
            (_, { } rehearsal, _) => RehearsalLint.Check(rehearsal, open.Charter, open.Procedure) is [var fault, ..]
                ? new(RefusalCode.InvalidDocument, $"{fault.Field}: {fault.Sentence}")
                : null,
        };
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

        if (open.Signers is { } signers && signers != before.Signers)
        {
            return new(RefusalCode.DigestMismatch, "The allowed signers are not those of the packet.");
        }

        if (open.Run == packet.Run)
        {
            return new(RefusalCode.WrongRun, $"A run cannot succeed itself: {open.Run}.");
        }

        if (open.Policy is not null)
        {
            return new(
                RefusalCode.NotSupported,
                "A successor goes on under its predecessor's risk policy; another is adopted in the run itself.");
        }

        return Digest.Of(open.Charter) == before.CharterDigest && Digest.Of(open.Procedure) == before.ProcedureDigest
            ? null
            : new(RefusalCode.DigestMismatch, "The charter and procedure are not those of the packet.");
    }
}
