using System.Globalization;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>One sentence for a fact about a gate, a risk or a delegation.</summary>
internal static class GateLine
{
    public static string Of(RunFact fact) => fact switch
    {
        RunFact.SurveyRecorded { Survey: { Error: { } error } } one =>
            $"{one.Attempt}: what other runs did cannot be found out: {error}",
        RunFact.SurveyRecorded one => Line(
            $"{one.Attempt}: {Survey.Say(one.Survey.Precedents)}, {one.Survey.Others.Count} actions of other runs"),
        RunFact.RiskScored one => $"{one.Attempt} scored {one.Score.Tier}: "
            + string.Join(" ", one.Score.Reasons.Select(reason => reason.Sentence)),
        RunFact.ApprovalCounted one => $"gate {one.Gate}: {one.Approval.Seat} agrees; missing: {one.Missing}",
        RunFact.GateClaimed one => $"gate {one.Gate} claimed by {one.Claim.By}",
        RunFact.GateReleased one => $"gate {one.Gate} released by {one.By}",
        RunFact.AuthorityDelegated one =>
            $"{one.Delegation.Id}: {one.Delegation.To} decides for {one.Delegation.From} "
            + $"until {one.Delegation.Until:O}",
        RunFact.DelegationEnded one => $"{one.Delegation} ended by {one.By}",
        RunFact.GateDelayed one => $"gate {one.Gate} put off by {one.By} until {one.Until:O}: {one.Reason}",
        RunFact.InformationRequested one => $"gate {one.Gate}: {one.Request.By} asks "
            + $"{one.Request.From?.Value ?? one.Request.Read}: {one.Request.Question}",
        RunFact.InformationGiven one => $"gate {one.Gate}: {one.By} answers: {one.Answer}",
        RunFact.ActionEdited one => $"gate {one.Gate}: {one.Edit.By} changed the action from "
            + $"{one.Edit.ActionBefore.Short} to {one.Edit.ActionAfter.Short}: {one.Edit.Reason}",
        RunFact.GateReminded one => $"gate {one.Gate}: reminded {string.Join(", ", one.Told)}",
        RunFact.GateEscalated one => $"gate {one.Gate}: called {string.Join(", ", one.Told)}",
        RunFact.GatePassedByTimeout one => $"gate {one.Gate} passed by silence: {one.Sentence}",
        RunFact.GateWaived one => $"{one.Attempt}: {one.Placement} gate waived: {one.Sentence}",
        RunFact.EscalationDecided one => $"gate {one.Gate}: {one.By} decides "
            + $"{(one.Option is { } option ? $"\"{option}\": " : string.Empty)}{one.Statement}",
        RunFact.PolicyAdopted one =>
            $"{one.By} put the risk policy {one.Policy.Id} {one.Policy.Version} in force: {one.Reason}",
        RunFact.SeededGateMarked { Mark: var mark } => $"gate {mark.Gate} was seeded: {mark.Given}"
            + $"{(mark.By is { } by ? $" by {by}" : string.Empty)}, right is {mark.Right}: {mark.Because}",
        _ => fact.GetType().Name,
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
