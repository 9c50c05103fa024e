using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Who may decide at a gate. The list is made at decision time from the charter as it stands, never from a copy.
/// </summary>
internal static class GateAuthority
{
    /// <summary>In their own right: named by the gate and the charter, and not barred.</summary>
    public static ValueList<PersonId> Deciders(RunState state, Gate gate) => Deciders(
        state, gate.Policy, state.FindAttempt(gate.Attempt), gate.Packet.DirectedBy, gate.EscalatedAt is not null);

    public static ValueList<PersonId> Deciders(RunState state, GatePolicy policy, Attempt attempt) =>
        Deciders(state, policy, attempt, attempt.Issuer, isEscalated: false);

    /// <summary>Of an action that somebody would direct.</summary>
    public static ValueList<PersonId> Deciders(RunState state, GatePolicy policy, PersonId issuer) =>
        Deciders(state, policy, attempt: null, issuer, isEscalated: false);

    /// <summary>Whom an escalated gate calls as well.</summary>
    public static ValueList<PersonId> Called(Charter charter, GateLadder ladder) => ladder.EscalateTo
        .Concat(ladder.EscalateToGroups.SelectMany(charter.Roles.MembersOf))
        .Where(charter.Roles.Everybody().Contains)
        .Distinct()
        .ToValueList();

    /// <summary>Why a person may not decide here, or null with the seat: his own, or of whom he stands for.</summary>
    public static Refusal? Bars(RunDraft draft, Gate gate, PersonId person, out PersonId seat)
    {
        var (state, now) = (draft.State, draft.Now);
        seat = person;
        if (Barred(state, state.FindAttempt(gate.Attempt), gate.Packet.DirectedBy, person))
        {
            return new(RefusalCode.SelfApproval, Directs(state, gate, person)
                ? $"{person} directs this run's actions and may not approve them."
                : $"{person} changed this action and may not approve it.");
        }

        var deciders = Deciders(state, gate);
        var active = (state.Delegations ?? []).Where(one => one.To == person && one.Covers(gate, now)).ToList();
        if (active.Find(one => Barred(state, state.FindAttempt(gate.Attempt), gate.Packet.DirectedBy, one.From))
            is { } ofIssuer)
        {
            return new(RefusalCode.SelfApproval, $"{person} stands in for {ofIssuer.From}, who may not decide here.");
        }

        if (deciders.Contains(person))
        {
            return null;
        }

        if (active.Find(one => deciders.Contains(one.From)) is { } delegation)
        {
            seat = delegation.From;
            return null;
        }

        return new(RefusalCode.NotInRole, $"{gate.Id} is decided by {string.Join(" or ", deciders)}, not by {person}.");
    }

    /// <summary>The issuer of the action, whoever changed it, and the lead: none of them approves it.</summary>
    public static bool IsBarred(RunState state, Gate gate, PersonId person) =>
        Barred(state, state.FindAttempt(gate.Attempt), gate.Packet.DirectedBy, person);

    /// <summary>Named by the gate and the charter, whether or not they are barred.</summary>
    public static IEnumerable<PersonId> Named(Charter charter, GatePolicy policy) => policy.Approvers
        .Where(charter.Roles.Approvers.Contains)
        .Concat((policy.Groups ?? [])
            .Concat(policy.Quorum?.OneOfEach ?? [])
            .SelectMany(charter.Roles.MembersOf));

    private static ValueList<PersonId> Deciders(
        RunState state, GatePolicy policy, Attempt? attempt, PersonId issuer, bool isEscalated) =>
        Named(state.Charter, policy)
            .Concat(isEscalated && policy.Ladder is { } ladder ? Called(state.Charter, ladder) : [])
            .Distinct()
            .Where(person => !Barred(state, attempt, issuer, person))
            .ToValueList();

    private static bool Directs(RunState state, Gate gate, PersonId person) =>
        Directs(state, state.FindAttempt(gate.Attempt), gate.Packet.DirectedBy, person);

    private static bool Directs(RunState state, Attempt? attempt, PersonId issuer, PersonId person) =>
        person == issuer || person == state.Lead || person == attempt?.Issuer;

    private static bool Barred(RunState state, Attempt? attempt, PersonId issuer, PersonId person) =>
        Directs(state, attempt, issuer, person)
        || (attempt?.Edits?.Any(edit => edit.By == person) ?? false);
}
