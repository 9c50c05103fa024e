using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Rendering;

/// <summary>The facts about who decides, about risk, and about what time does to gates, in words.</summary>
internal static class GateFactText
{
    public static FactLine? Of(RunFact fact) => Decision(fact) ?? Time(fact) ?? Risk(fact);

    private static FactLine? Decision(RunFact fact) => fact switch
    {
        RunFact.ApprovalCounted one => new(
            $"gate {one.Gate} before attempt {one.Attempt}: {one.Approval.By} agrees"
                + $"{(one.Approval.OnBehalfOf is { } other ? $" for {other}" : string.Empty)}"
                + Because(one.Approval.Comment),
            $"missing: {one.Missing}"),
        RunFact.GateClaimed one => new(
            $"gate {one.Gate}: {one.Claim.By} looks at it", $"claimed until {Times.Of(one.Claim.Until)}"),
        RunFact.GateReleased one => new($"gate {one.Gate}: released by {one.By}", "free"),
        RunFact.AuthorityDelegated one => new(
            $"delegation {one.Delegation.Id}: {one.Delegation.To} decides for {one.Delegation.From}{Scope(one)}",
            $"until {Times.Of(one.Delegation.Until)}"),
        RunFact.DelegationEnded one => new($"delegation {one.Delegation} ended by {one.By}", "ended"),
        RunFact.InformationRequested one => new(
            $"gate {one.Gate}: question {Number(one.Request.Number)} of {one.Request.By} to "
                + $"{one.Request.From?.Value ?? "read " + one.Request.Read}: {one.Request.Question}",
            "asked"),
        RunFact.InformationGiven one => new(
            $"gate {one.Gate}: question {Number(one.Request)} answered by {one.By}: {one.Answer}", "answered"),
        RunFact.ActionEdited one => new(
            $"gate {one.Gate}: {one.Edit.By} changed {one.Edit.StepBefore} {one.Edit.ArgumentsBefore.Text} "
                + $"({one.Edit.ActionBefore.Short}) into {one.Edit.StepAfter} {one.Edit.ArgumentsAfter.Text} "
                + $"({one.Edit.ActionAfter.Short}){Because(one.Edit.Reason)}",
            "asked anew"),
        RunFact.EscalationDecided one => new(
            $"gate {one.Gate} at attempt {one.Attempt}: {one.By} decides{Because(one.Statement)}",
            one.Option ?? "decided in words"),
        _ => null,
    };

    private static FactLine? Time(RunFact fact) => fact switch
    {
        RunFact.GateDelayed one => new(
            $"gate {one.Gate}: {one.By} puts the decision off{Because(one.Reason)}", $"until {Times.Of(one.Until)}"),
        RunFact.GateReminded one => new($"gate {one.Gate}: nobody has decided yet", $"reminded {People(one.Told)}"),
        RunFact.GateEscalated one => new(
            $"gate {one.Gate}: nobody decided in time; they may decide too", $"called {People(one.Told)}"),
        RunFact.GatePassedByTimeout one => new(
            $"gate {one.Gate} before attempt {one.Attempt}: {one.Sentence}", "passed by silence"),
        _ => null,
    };

    private static FactLine? Risk(RunFact fact) => fact switch
    {
        RunFact.SurveyRecorded { Survey.Error: { } error } one => new(
            $"attempt {one.Attempt}: what other runs did cannot be found out: {error}", "not known"),
        RunFact.SurveyRecorded one => new(
            $"attempt {one.Attempt}: asked the audit store about other runs",
            Survey.Say(one.Survey.Precedents)
                + string.Concat(one.Survey.Others.Select(other =>
                    $"; {other.Run} did {other.Step} on {other.Target} at {Times.Of(other.At)}"))),
        RunFact.RiskScored one => new(
            $"attempt {one.Attempt}: risk under policy {one.Score.PolicyDigest.Short}: "
                + string.Join(" ", one.Score.Reasons.Select(reason => $"[{Words.Of(reason.Tier)}] {reason.Sentence}")),
            Words.Of(one.Score.Tier)),
        RunFact.GateWaived one => new(
            $"attempt {one.Attempt}: the {Words.Of(one.Placement)} gate ({Words.Of(one.Tier)}) is not asked: "
                + one.Sentence,
            "waived"),
        RunFact.PolicyAdopted one => new(
            $"{one.By} put risk policy {one.Policy.Id} {one.Policy.Version} ({one.PolicyDigest.Short}) in force"
                + Because(one.Reason),
            "in force"),
        RunFact.SeededGateMarked { Mark: var mark } => new(
            $"gate {mark.Gate} was seeded: {mark.Because}",
            $"{Words.Of(mark.Given)}, right is {Words.Of(mark.Right)}"),
        _ => null,
    };

    private static string Scope(RunFact.AuthorityDelegated fact) => fact.Delegation switch
    {
        { Attempt: { } attempt } => $" at the gates of attempt {attempt}",
        { Step: { } step } => $" at the gates of step {step}",
        _ => " in this run",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string People(IEnumerable<PersonId> people) =>
        string.Join(", ", people.Select(person => person.Value)) is { Length: > 0 } names ? names : "nobody";

    private static string Because(string? reason) => reason is null ? string.Empty : $": {reason}";
}
