using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// What contradicts what: two people's different words about the same subject, when the second did not know of the
/// first. An instruction without a word here contradicts nothing.
/// </summary>
internal static class StanceRules
{
    public const string Approve = "approve";
    public const string Deny = "deny";
    public const string Skip = "skip";

    private const string Run = "run";

    /// <summary>The table: instruction → what it is about, and its word.</summary>
    public static (string Subject, string Word)? Of(Instruction instruction) => instruction switch
    {
        Instruction.Approve one => (Subjects.Gate(one.Gate), Approve),
        Instruction.Deny one => (Subjects.Gate(one.Gate), Deny),
        Instruction.RunStep one => (Subjects.Step(one.Step), Run),
        Instruction.Redirect one => (Subjects.Step(one.To), Run),
        Instruction.Skip one => (Subjects.Step(one.Step), Skip),
        Instruction.Reverse one => (Subjects.Step(one.Step), "reverse"),
        Instruction.Reconcile one => (Subjects.Attempt(one.Attempt), one.Outcome.ToString()),
        Instruction.ClearContradiction one => (Subjects.Contradiction(one.Contradiction), one.AcceptedSource),
        Instruction.ClearBlock one => (Subjects.Block(one.Block), one.Resolution.ToString()),
        Instruction.Decide one => (Subjects.Decision(one.Point), one.Option),
        Instruction.AcceptTakeover one => (Subjects.OneTakeover(one.Takeover), "accept"),
        Instruction.CancelTakeover one => (Subjects.OneTakeover(one.Takeover), "cancel"),
        Instruction.ApproveAmendment one => (Subjects.Amendment(one.Charter, one.Procedure), Approve),
        Instruction.RejectAmendment one => (Subjects.Amendment(one.Charter, one.Procedure), "reject"),
        _ => null,
    };

    /// <summary>Whether the person has a say in such a matter at all: a stranger's word contradicts nobody.</summary>
    public static bool HasASay(RunState state, Directive directive) => directive.Instruction switch
    {
        Instruction.Approve or Instruction.Deny =>
            directive.Issuer != state.Lead && MayBeAsked(state, directive.Issuer),
        Instruction.Reconcile => Authority.ForReconcile(state).Contains(directive.Issuer),
        Instruction.RunStep or Instruction.Redirect or Instruction.Skip or Instruction.Reverse => state.LeadHistory.Any(
            tenure => tenure.Lead == directive.Issuer && tenure.Epoch == directive.LeadEpoch),
        _ => directive.Issuer == state.Lead || state.Charter.Roles.Everybody().Contains(directive.Issuer),
    };

    private static bool MayBeAsked(RunState state, PersonId person) =>
        state.Charter.Roles.Approvers.Contains(person)
        || (state.Charter.Roles.Groups ?? []).Any(group => group.Members.Contains(person))
        || (state.Delegations ?? []).Any(delegation => delegation.To == person);
}
