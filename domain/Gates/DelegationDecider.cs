using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Deciding in another's place: with a scope and an end, never by somebody who may not decide there, and never handed
/// on.
/// </summary>
internal static class DelegationDecider
{
    /// <summary>So many delegations are kept in a run's state, ended ones included.</summary>
    public const int MostDelegations = 200;

    public static Refusal? Delegate(RunDraft draft, Directive directive, Instruction.Delegate delegation)
    {
        var (state, from, to) = (draft.State, directive.Issuer, delegation.To);
        if (delegation.Until <= draft.Now || delegation.Until > draft.Now + GateVerdicts.Longest)
        {
            return new(
                RefusalCode.TimeNotAllowed,
                $"A delegation ends in the future, in {GateVerdicts.Longest.TotalDays} days at most.");
        }

        if (from == state.Lead || to == state.Lead)
        {
            return new(RefusalCode.SelfApproval, $"{state.Lead} leads the run and decides at no gate, for nobody.");
        }

        if (to == from || !state.Charter.Roles.Everybody().Contains(to))
        {
            return new(RefusalCode.NotInRole, $"{to} is nobody else whom the charter gives a role.");
        }

        if (delegation.Step is { } step && state.FindStep(step) is null)
        {
            return Steps.StepDecider.Outside(state, step);
        }

        if (state.Delegations?.Count >= MostDelegations)
        {
            return new(
                RefusalCode.NotSupported, $"A run keeps {MostDelegations} delegations; amend the charter instead.");
        }

        AttemptId? attempt = null;
        if ((delegation.Gate is { } named ? AtGate(draft, from, to, named, out attempt) : Standing(state, from))
            is { } refusal)
        {
            return refusal;
        }

        var number = ((state.Delegations?.Count ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        draft.Add(new RunFact.AuthorityDelegated(
            new Delegation($"del{number}", from, to, delegation.Until, attempt, delegation.Step)));
        return null;
    }

    public static Refusal? End(RunDraft draft, Directive directive, Instruction.EndDelegation end)
    {
        if ((draft.State.Delegations ?? []).FirstOrDefault(one => one.Id == end.Delegation && draft.Now < one.Until)
            is not { } delegation)
        {
            return new(RefusalCode.UnknownDelegation, $"There is no delegation {end.Delegation} in force.");
        }

        if (directive.Issuer != delegation.From && directive.Issuer != delegation.To)
        {
            return new(
                RefusalCode.NotInRole,
                $"{delegation.Id} is ended by {delegation.From} or {delegation.To}, not by {directive.Issuer}.");
        }

        draft.Add(new RunFact.DelegationEnded(delegation.Id, directive.Issuer));
        return null;
    }

    private static Refusal? AtGate(RunDraft draft, PersonId from, PersonId to, GateId id, out AttemptId? attempt)
    {
        attempt = null;
        if (GateVerdicts.Undecided(draft, id, out var gate) is { } refusal)
        {
            return refusal;
        }

        if (GateVerdicts.MayDecide(draft, gate!, from, out var seat) is { } barred)
        {
            return barred;
        }

        if (seat != from)
        {
            return new(RefusalCode.NotInRole, $"{from} stands in for {seat} and cannot hand that on.");
        }

        if (GateAuthority.IsBarred(draft.State, gate!, to))
        {
            return new(RefusalCode.SelfApproval, $"{to} directed or changed this action and may not decide about it.");
        }

        attempt = gate!.Attempt;
        return GateAuthority.Deciders(draft.State, gate).Contains(to)
            ? new(RefusalCode.NothingChanged, $"{to} decides at {gate.Id} already; one person is one voice.")
            : null;
    }

    private static Refusal? Standing(RunState state, PersonId from) =>
        state.Charter.Roles.Approvers.Contains(from)
        || (state.Charter.Roles.Groups?.Any(group => group.Members.Contains(from)) ?? false)
            ? null
            : new(RefusalCode.NotInRole, $"{from} decides at no gate and has nothing to delegate.");
}
