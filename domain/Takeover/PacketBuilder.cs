using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Domain.Takeover;

/// <summary>Makes packets from states, and tells a whole one from a damaged one.</summary>
public static class PacketBuilder
{
    private const int Version = 1;

    private static readonly Digest Unsealed = Digest.OfText(string.Empty);

    /// <summary>
    /// A packet from a copy of a ledger, when the run itself cannot be asked any more; or why there is none.
    /// </summary>
    public static TakeoverPacket? OfCopy(ValueList<LedgerEntry> entries, DateTimeOffset now, out string problem)
    {
        var state = RunState.NotOpened;
        problem = LedgerChain.Verify(entries).Damage?.Sentence ?? string.Empty;
        if (problem.Length == 0)
        {
            state = RunJournal.Replay(entries);
            problem = state.Status == RunStatus.NotOpened ? "It holds no run that was opened." : string.Empty;
        }

        return problem.Length == 0 ? Build(state, now, isCopy: true) : null;
    }

    public static TakeoverPacket Build(RunState state, DateTimeOffset now, bool? isCopy = null)
    {
        var packet = new TakeoverPacket(
            Version,
            state.Run,
            state.Chain,
            now,
            state.Charter.Objective,
            state.Lead,
            state.LeadEpoch,
            state.LeadHistory,
            state.Charter.Boundaries,
            state.Steps.Select(step => Step(state, step)).ToValueList(),
            Attempts(state, stage => stage is AttemptStage.Dispatching or AttemptStage.Verifying),
            Attempts(state, stage => stage == AttemptStage.Unknown),
            Attempts(state, stage =>
                stage is AttemptStage.Mismatched or AttemptStage.Contradicted or AttemptStage.Blocked),
            PacketHolds.Of(state),
            state.Gates.Select(gate => new PacketGate(
                gate.Id, gate.Packet.Step, gate.Packet.Urgency.WhoDecides, gate.ExpiresAt)).ToValueList(),
            Reversals(state, now, lapsed: false),
            state.Contradictions,
            state.VerifiedState.Select(fact => new PacketFact(fact, now - fact.TakenAt)).ToValueList(),
            PacketHolds.NextDecisions(state),
            state.Head,
            RunSnapshot.Of(state),
            Unsealed,
            Lanes(state),
            DecisionPoints(state),
            LapsedReversals: Reversals(state, now, lapsed: true) is { IsEmpty: false } lapsed ? lapsed : null);
        if (state.Edition >= RunEdition.Heads)
        {
            packet = packet with
            {
                Pending = Attempts(state, stage => AttemptStages.IsOpen(stage) && !AttemptStages.WasDispatched(stage)),
                InstructionContradictions = state.OpenInstructionContradictions,
                Narrowing = state.Narrowing,
                Identity = state.Charter.Identity,
            };
        }

        packet = packet with { IsCopy = isCopy, Mode = state.IsRehearsal ? RunMode.Rehearsal : null };
        return Seal(packet);
    }

    /// <summary>
    /// What is wrong with a packet, or null: its digest, its version, or a readable part that is not that of its
    /// snapshot.
    /// </summary>
    public static string? Damage(TakeoverPacket packet)
    {
        if (packet.Version != Version || packet.Snapshot.Version != RunSnapshot.CurrentVersion)
        {
            return $"The packet is of version {packet.Version}; this program knows version {Version}.";
        }

        if (Digest.Of(packet with { Digest = Unsealed }) != packet.Digest)
        {
            return "The packet's digest is not that of its content.";
        }

        // Packets made before lapsed reversals were named do not name them.
        var again = Build(packet.Snapshot.State, packet.MadeAt, packet.IsCopy);
        var same = packet.LapsedReversals is null && again.LapsedReversals is not null
            ? Seal(again with { LapsedReversals = null })
            : again;
        return Digest.Of(same) == Digest.Of(packet)
            ? null
            : "The packet's readable part does not say what its snapshot says.";
    }

    private static TakeoverPacket Seal(TakeoverPacket packet) =>
        packet with { Digest = Digest.Of(packet with { Digest = Unsealed }) };

    private static PacketStep Step(RunState state, StepState step) => new(
        step.Id,
        state.Procedure.FindStep(step.Id)!.Title,
        StepStatuses.Of(step),
        step.Attempts,
        (step.Reversal ?? step.Forward)?.Id,
        step.Skipped is { } skipped ? $"Skipped by {skipped.By}: {skipped.Reason}" : null);

    private static ValueList<PacketAttempt> Attempts(RunState state, Predicate<AttemptStage> stage) => state.Attempts()
        .Where(attempt => stage(attempt.Stage))
        .Select(attempt => new PacketAttempt(
            attempt.Id, attempt.Step, attempt.Kind, attempt.Stage, attempt.Issuer, attempt.IdempotencyKey,
            PacketHolds.Sentence(attempt)))
        .ToValueList();

    private static ValueList<PacketLane>? Lanes(RunState state) => LaneView.Of(state)?
        .Select(lane => new PacketLane(lane.Id, lane.Title, lane.Status, lane.Lead, lane.WaitsFor))
        .ToValueList();

    private static ValueList<PacketDecisionPoint>? DecisionPoints(RunState state) => DecisionView.Of(state)?
        .Select(point => new PacketDecisionPoint(point.Id, point.Question, point.Deciders, point.Decided))
        .ToValueList();

    private static ValueList<PacketReversal> Reversals(RunState state, DateTimeOffset now, bool lapsed) => state.Steps
        .Select(step => Reversal(state, step))
        .OfType<PacketReversal>()
        .Where(reversal => reversal.Until < now == lapsed)
        .ToValueList();

    // Done and not undone, whether there is still time for it or not.
    private static PacketReversal? Reversal(RunState state, StepState step) =>
        state.Procedure.FindStep(step.Id)!.Reversal is { } reversal
            && step.Forward?.Stage is AttemptStage.Verified or AttemptStage.Accepted or AttemptStage.Mismatched
            ? new PacketReversal(step.Id, reversal.Plan, ReversalWindow.Of(state, step))
            : null;
}
