using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// What time does to open gates: remind, call others, end. A gate that is decided is not touched; one that nobody
/// decided is closed, and passed only where its ladder says so and the step is reversible and of low risk.
/// </summary>
internal static class GateClock
{
    /// <summary>The next moment at which something is due at an open gate.</summary>
    public static DateTimeOffset? Next(Gate gate) =>
        gate.DelayedUntil ?? (gate.Rungs is null ? gate.ExpiresAt : Ahead(gate).Min(rung => (DateTimeOffset?)rung.At));

    public static void Tick(RunDraft draft)
    {
        foreach (var gate in draft.State.Gates.Where(gate => !gate.IsPassed && Next(gate) <= draft.Now).ToList())
        {
            if (gate.DelayedUntil is { } until)
            {
                GateDecider.Renew(draft, gate, $"The decision was put off until {until:O}.");
            }
            else if (gate.Rungs is null)
            {
                End(draft, gate, LadderEnd.FailClosed, end: null);
            }
            else
            {
                Climb(draft, gate, gate.Policy.Ladder!);
            }
        }
    }

    private static IEnumerable<Rung> Ahead(Gate gate) => gate.Rungs!.Where(rung => rung.Kind switch
    {
        RungKind.Remind => gate.RemindedAt is null && gate.EscalatedAt is null,
        RungKind.Escalate => gate.EscalatedAt is null,
        _ => true,
    });

    // Of several rungs that are due (the run was not looked at for long) the highest counts.
    private static void Climb(RunDraft draft, Gate gate, GateLadder ladder)
    {
        switch (Ahead(gate).Last(rung => rung.At <= draft.Now).Kind)
        {
            case RungKind.Remind:
                var silent = GateAuthority.Deciders(draft.State, gate)
                    .Where(person => gate.Voices.All(voice => voice.Seat != person))
                    .ToValueList();
                draft.Add(new RunFact.GateReminded(gate.Id, gate.Attempt, silent, draft.Now));
                break;
            case RungKind.Escalate:
                draft.Add(new RunFact.GateEscalated(
                    gate.Id, gate.Attempt, GateAuthority.Called(draft.State.Charter, ladder), draft.Now));
                break;
            default:
                End(draft, gate, ladder.End, ladder.End);
                break;
        }
    }

    private static void End(RunDraft draft, Gate gate, LadderEnd how, LadderEnd? end)
    {
        if (how == LadderEnd.Approve && IsLowRisk(draft, gate))
        {
            draft.Add(new RunFact.GatePassedByTimeout(
                gate.Id, gate.Attempt, "Nobody decided in time; the step is reversible and of low risk."));
            draft.Request(gate.Attempt, GateDecider.Again(gate));
            return;
        }

        draft.Add(new RunFact.GateExpired(gate.Id, gate.Attempt, how == LadderEnd.Approve ? null : end));
        GateDecider.Abandon(
            draft,
            gate,
            how == LadderEnd.Deny ? "Denied: nobody decided in time." : "Nobody decided in time.");
    }

    private static bool IsLowRisk(RunDraft draft, Gate gate)
    {
        var attempt = draft.Attempt(gate.Attempt);
        var step = draft.State.Procedure.FindStep(attempt.Step)!;
        return gate.Place is GatePlacement.PreAction or GatePlacement.Checkpoint
            && gate.Policy.Tier == GateTier.Acknowledge
            && attempt is { Kind: AttemptKind.Forward, Edits: null }
            && (attempt.Information ?? []).All(one => one.From is null || one.Answer is not null)
            && step.Reversal is not null
            && (attempt.Score is not { } score || score.Tier <= RiskTier.Acknowledge);
    }
}
