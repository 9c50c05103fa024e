using System.Globalization;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>
/// What an open gate waits for by now: the end of a delay, somebody's answer, or those who have not agreed yet.
/// </summary>
internal static class GateWait
{
    /// <summary>A sentence, or null where no gate says more than that it is open.</summary>
    public static string? Of(RunState state, BlockedReason blocked)
    {
        if (blocked.Code != RefusalCode.StepInProgress || OpenAt(state, blocked.Subject) is not { } gate)
        {
            return null;
        }

        if (gate.DelayedUntil is { } until)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"The decision at {gate.Id} is put off until {until.UtcDateTime:u}.");
        }

        if (state.FindAttempt(gate.Attempt)?.Information?.FirstOrDefault(one => one.IsPending) is { } asked)
        {
            return $"{asked.From} to answer {asked.By} about {gate.Id}: {asked.Question}";
        }

        return gate.Voices.IsEmpty ? null : AfterVoices(state, gate);
    }

    private static string AfterVoices(RunState state, Gate gate)
    {
        var seats = gate.Voices.Select(voice => voice.Seat).ToList();
        var others = GateAuthority.Deciders(state, gate).Where(person => !seats.Contains(person));
        return $"{string.Join(" or ", others)}: {gate.Attempt} waits at a gate; {string.Join(" and ", seats)} agreed, "
            + $"missing: {QuorumRules.Missing(state.Charter, gate.Policy, seats)}.";
    }

    private static Gate? OpenAt(RunState state, string? attempt) => state.Gates.FirstOrDefault(gate =>
        gate.Attempt.Value == attempt && !gate.IsPassed && gate.Place != GatePlacement.Escalation);
}
