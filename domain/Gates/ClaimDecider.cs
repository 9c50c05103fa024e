using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Gates;

/// <summary>Claiming and giving back gates, so that one person acts.</summary>
internal static class ClaimDecider
{
    /// <summary>A claim lapses after this time: nobody can hold a gate closed by looking at it.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    public static Refusal? Claim(RunDraft draft, Directive directive, Instruction.Claim claim)
    {
        if (GateVerdicts.Undecided(draft, claim.Gate, out var gate) is { } refusal)
        {
            return refusal;
        }

        if (GateVerdicts.MayDecide(draft, gate!, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        draft.Add(new RunFact.GateClaimed(gate!.Id, gate.Attempt, new Claim(directive.Issuer, draft.Now + Lasts)));
        return null;
    }

    /// <summary>By who holds it, or by the lead when that person does not come back.</summary>
    public static Refusal? Release(RunDraft draft, Directive directive, Instruction.Release release)
    {
        if (GateVerdicts.Undecided(draft, release.Gate, out var gate) is { } refusal)
        {
            return refusal;
        }

        if (gate!.Claim is not { } claim)
        {
            return new(RefusalCode.NothingChanged, $"Nobody has claimed {gate.Id}.");
        }

        if (directive.Issuer != claim.By && directive.Issuer != draft.State.Lead)
        {
            return new(RefusalCode.NotInRole, $"{claim.By} has claimed {gate.Id}, not {directive.Issuer}.");
        }

        draft.Add(new RunFact.GateReleased(gate.Id, gate.Attempt, directive.Issuer));
        return null;
    }
}
