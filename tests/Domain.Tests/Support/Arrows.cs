using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Support;

/// <summary>Finds out from a ledger which arrows of the machines were walked.</summary>
internal static class Arrows
{
    public static IEnumerable<(AttemptStage From, AttemptTrigger By)> OfAttempts(IEnumerable<LedgerEntry> ledger)
    {
        var state = RunState.NotOpened;
        foreach (var entry in ledger)
        {
            if (Trigger(entry.Fact) is var (id, by) && state.FindAttempt(id) is { } attempt)
            {
                yield return (attempt.Stage, by);
            }

            state = RunJournal.Replay(state, entry);
        }
    }

    public static IEnumerable<(TakeoverStage From, TakeoverTrigger By)> OfTakeovers(IEnumerable<LedgerEntry> ledger)
    {
        var state = RunState.NotOpened;
        foreach (var entry in ledger)
        {
            var after = RunJournal.Replay(state, entry);
            if (state.Takeover is { } takeover && By(entry.Fact, after) is { } by)
            {
                yield return (takeover.Stage, by);
            }

            state = after;
        }
    }

    private static TakeoverTrigger? By(RunFact fact, RunState after) => fact switch
    {
        RunFact.TakeoverApproved => TakeoverTrigger.Approve,
        RunFact.PacketRenewed => TakeoverTrigger.Renew,
        RunFact.PointConfirmed =>
            after.Takeover!.Stage == TakeoverStage.ReadBackComplete
                ? TakeoverTrigger.ConfirmLast
                : TakeoverTrigger.Confirm,
        RunFact.LeadChanged => TakeoverTrigger.Accept,
        RunFact.TakeoverCancelled => TakeoverTrigger.Cancel,
        _ => null,
    };

    private static (DirectedExecution.Domain.Primitives.AttemptId Id, AttemptTrigger By)? Trigger(RunFact fact) =>
        fact switch
    {
        RunFact.ReadingsRequested one => (one.Attempt, one.Purpose switch
        {
            ReadingPurpose.Precheck => AttemptTrigger.PrecheckRequested,
            ReadingPurpose.Recheck => AttemptTrigger.RecheckRequested,
            _ => AttemptTrigger.VerifyRequested,
        }),
        RunFact.GateOpened one => (one.Gate.Attempt, AttemptTrigger.GateOpened),
        RunFact.ActionDispatched one => (one.Attempt, AttemptTrigger.Dispatched),
        RunFact.ActionReported one => (one.Attempt, one.Report.Outcome switch
        {
            ActionOutcome.Executed => AttemptTrigger.ReportedExecuted,
            ActionOutcome.Failed => AttemptTrigger.ReportedFailed,
            _ => AttemptTrigger.ReportedUnknown,
        }),
        RunFact.OutcomeSettled { Outcome: ReconciledOutcome.Done } one => (one.Attempt, AttemptTrigger.SettledDone),
        RunFact.DoubtRemained one => (one.Attempt, AttemptTrigger.DoubtRemained),
        RunFact.AttemptVerified one => (one.Attempt, AttemptTrigger.Verified),
        RunFact.AttemptFailed one => (one.Attempt, AttemptTrigger.Failed),
        RunFact.ContradictionRaised one => (one.Contradiction.Attempt, AttemptTrigger.Contradicted),
        RunFact.BlockRaised { Block.Kind: BlockKind.Mismatch } one => (one.Block.Attempt, AttemptTrigger.Mismatched),
        RunFact.BlockRaised one => (one.Block.Attempt, AttemptTrigger.Blocked),
        RunFact.BlockCleared { Resolution: BlockResolution.Accept } one => (one.Attempt, AttemptTrigger.Accepted),
        RunFact.AttemptLost one => (one.Attempt, AttemptTrigger.Lost),
        RunFact.AttemptWithdrawn one => (one.Attempt, AttemptTrigger.Withdrawn),
        RunFact.StepReversed one => (one.Forward, AttemptTrigger.Reversed),
        _ => null,
    };
}
