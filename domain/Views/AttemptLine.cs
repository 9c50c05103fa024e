using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Views;

/// <summary>One sentence for a fact about a step or attempt.</summary>
internal static class AttemptLine
{
    public static string Of(RunFact fact) => fact switch
    {
        RunFact.StepDirected one =>
            $"{one.Attempt.Id} begins: {one.Attempt.Kind} of {one.Attempt.Step} by {one.Attempt.Action.Kind}",
        RunFact.StepSkipped one => $"{one.Step} skipped by {one.Note.By}: {one.Note.Reason}",
        RunFact.ReadingsRequested one => $"{one.Attempt} {one.Purpose}: state is read (phase {one.Phase})",
        RunFact.ReadingsRecorded one => $"{one.Attempt} {one.Purpose}: {Verdicts(one)}",
        RunFact.ResultIgnored one => $"{one.Attempt}: {one.Sentence}",
        RunFact.GateOpened one => $"gate {one.Gate.Id} opened: {one.Gate.Packet.Summary}",
        RunFact.GateApproved one => $"gate {one.Gate} approved by {one.Approval.By}",
        RunFact.GateDenied one => $"gate {one.Gate} denied by {one.By}: {one.Reason}",
        RunFact.ApprovalRevoked one => $"approval of gate {one.Gate} taken back by {one.By}: {one.Reason}",
        RunFact.GateExpired one => $"gate {one.Gate} expired undecided or unused",
        RunFact.GateSuperseded one =>
            $"gate {one.Gate} does not count any more: {string.Join("; ", one.Difference)}",
        RunFact.ActionDispatched one => $"{one.Attempt} dispatched",
        RunFact.ActionReported one => $"{one.Attempt} reported {one.Report.Outcome}: {one.Report.Summary}",
        RunFact.OutcomeSettled one =>
            $"{one.Attempt} settled as {one.Outcome} by {one.By?.Value ?? one.Read?.Value}: {one.Evidence}",
        RunFact.DoubtRemained one => $"{one.Attempt} stays unknown: {one.Sentence}",
        RunFact.AttemptVerified one => $"{one.Attempt} verified",
        RunFact.AttemptFailed one => $"{one.Attempt} failed, nothing was done: {one.Sentence}",
        RunFact.AttemptWithdrawn one => $"{one.Attempt} withdrawn: {one.Sentence}",
        RunFact.AttemptLost one => $"{one.Attempt} is unknown: {one.Sentence}",
        RunFact.StepReversed one => $"{one.Step} reversed by {one.Reversal}",
        RunFact.BlockRaised one => $"{one.Block.Id} ({one.Block.Kind}): {one.Block.Sentence}",
        RunFact.BlockCleared one =>
            $"{one.Block} cleared{(one.By is { } by ? $" by {by} ({one.Resolution})" : string.Empty)}: {one.Statement}",
        RunFact.ContradictionRaised one => $"{one.Contradiction.Id}: sources disagree about {one.Contradiction.Fact}",
        RunFact.ContradictionCleared one =>
            $"{one.Contradiction} cleared by {one.By}: {one.Accepted.Source} is believed about {one.Accepted.Fact}. "
            + $"{one.Statement}",
        _ => GateLine.Of(fact),
    };

    private static string Verdicts(RunFact.ReadingsRecorded recorded) => string.Join(", ", recorded.Observations
        .GroupBy(one => one.Verdict)
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {Word(group.Key)}"));

    private static string Word(ObservationVerdict verdict) => verdict switch
    {
        ObservationVerdict.Met => "as expected",
        ObservationVerdict.NotMet => "not as expected",
        _ => "unreadable",
    };
}
