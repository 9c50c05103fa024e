using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>Folds the facts of steps and attempts; each move goes through <see cref="AttemptMachine"/>.</summary>
internal static class AttemptFolder
{
    public static RunState Fold(RunState state, RunFact fact) => fact switch
    {
        RunFact.StepDirected directed => Begin(state, directed.Attempt),
        RunFact.StepSkipped skipped => OnStep(state, skipped.Step, step => step with { Skipped = skipped.Note }),
        RunFact.ReadingsRequested requested => On(state, requested.Attempt, attempt => Request(attempt, requested)),
        RunFact.ReadingsRecorded recorded => Record(state, recorded),
        RunFact.ActionDispatched dispatched => Dispatch(state, dispatched),
        RunFact.ActionReported reported => On(state, reported.Attempt, attempt => Report(attempt, reported.Report)),
        RunFact.OutcomeSettled settled => settled.Outcome == ReconciledOutcome.Done
            ? On(state, settled.Attempt, attempt =>
                Move(attempt, AttemptTrigger.SettledDone) with { Outcome = ActionOutcome.Executed })
            : On(state, settled.Attempt, attempt => attempt with { Outcome = ActionOutcome.Failed }),
        RunFact.DoubtRemained doubt => On(state, doubt.Attempt, attempt =>
            Move(attempt, AttemptTrigger.DoubtRemained) with { Outcome = ActionOutcome.Unknown }),
        RunFact.AttemptVerified verified => On(state, verified.Attempt, attempt =>
            Move(attempt, AttemptTrigger.Verified) with { SettledAt = verified.At }) with
        {
            Gates = state.Gates.RemoveAll(gate => gate.Attempt == verified.Attempt),
        },
        RunFact.AttemptFailed failed => On(state, failed.Attempt, attempt =>
            Move(attempt, AttemptTrigger.Failed) with { SettledAt = failed.At }),
        RunFact.AttemptWithdrawn withdrawn => Withdraw(state, withdrawn.Attempt),
        RunFact.AttemptLost lost => Without(
            On(state, lost.Attempt, attempt =>
                Move(attempt, AttemptTrigger.Lost) with { Outcome = ActionOutcome.Unknown }),
            lost.Attempt),
        RunFact.StepReversed reversed => On(state, reversed.Forward, attempt => Move(attempt, AttemptTrigger.Reversed)),
        RunFact.BlockRaised raised => RaiseBlock(state, raised.Block),
        RunFact.BlockCleared cleared => ClearBlock(state, cleared),
        RunFact.ContradictionRaised raised => On(state, raised.Contradiction.Attempt, attempt =>
            Move(attempt, AttemptTrigger.Contradicted)) with
        {
            Contradictions = state.Contradictions.Add(raised.Contradiction),
            Counters = state.Counters with { Contradictions = state.Counters.Contradictions + 1 },
        },
        RunFact.ContradictionCleared cleared => On(state, cleared.Attempt, attempt =>
            attempt with { AcceptedSources = attempt.AcceptedSources.Add(cleared.Accepted) }) with
        {
            Contradictions = state.Contradictions.RemoveAll(one => one.Id == cleared.Contradiction),
        },
        _ => GateFolder.Fold(state, fact),
    };

    private static RunState Begin(RunState state, Attempt attempt) => OnStep(state, attempt.Step, step =>
        attempt.Kind == AttemptKind.Forward
            ? new StepState(step.Id, attempt.Number, attempt)
            : step with { Attempts = attempt.Number, Reversal = attempt });

    private static Attempt Request(Attempt attempt, RunFact.ReadingsRequested requested) =>
        Move(attempt, Trigger(requested.Purpose)) with
    {
        Phase = requested.Phase,
        Rereads = attempt.Purpose == requested.Purpose ? attempt.Rereads + 1 : 0,
        Purpose = requested.Purpose,
    };

    private static RunState Record(RunState state, RunFact.ReadingsRecorded recorded)
    {
        var next = On(state, recorded.Attempt, attempt =>
            attempt with { Observations = recorded.Observations, StateDigest = recorded.StateDigest });
        var attempt = Find(next, recorded.Attempt);
        return next with { VerifiedState = VerifiedStates.Merge(next.VerifiedState, attempt, recorded.Observations) };
    }

    private static RunState Dispatch(RunState state, RunFact.ActionDispatched dispatched)
    {
        var next = On(state, dispatched.Attempt, attempt =>
            Move(attempt, AttemptTrigger.Dispatched) with
            {
                DispatchedAt = dispatched.At,
                DispatchedPhase = RehearsedAnswers.IsRehearsal(state) ? attempt.Phase : null,
            });
        var action = Find(next, dispatched.Attempt).ActionDigest;
        return next with
        {
            Gates = next.Gates.RemoveAll(gate => gate.Attempt == dispatched.Attempt),
            Permits = next.Permits.RemoveAll(permit => permit.ActionDigest == action),
        };
    }

    private static RunState Withdraw(RunState state, AttemptId id) =>
        Without(On(state, id, attempt => Move(attempt, AttemptTrigger.Withdrawn)), id);

    private static RunState Without(RunState state, AttemptId id) => state with
    {
        Gates = state.Gates.RemoveAll(gate => gate.Attempt == id),
        Contradictions = state.Contradictions.RemoveAll(one => one.Attempt == id),
        Blocks = state.Blocks.RemoveAll(block => block.Attempt == id),
    };

    private static RunState RaiseBlock(RunState state, Block block) => On(state, block.Attempt, attempt =>
        Move(attempt, BlockRules.IsAfterAction(block.Kind) ? AttemptTrigger.Mismatched : AttemptTrigger.Blocked)) with
    {
        Blocks = state.Blocks.Add(block),
        Gates = state.Gates.RemoveAll(gate => gate.Attempt == block.Attempt),
        Counters = state.Counters with { Blocks = state.Counters.Blocks + 1 },
    };

    private static RunState ClearBlock(RunState state, RunFact.BlockCleared cleared)
    {
        var block = state.Blocks.First(one => one.Id == cleared.Block);
        var next = state with { Blocks = state.Blocks.RemoveAll(one => one.Id == cleared.Block) };
        var attempt = Find(state, cleared.Attempt);
        return cleared.Resolution switch
        {
            BlockResolution.Accept => On(next, cleared.Attempt, one => Move(one, AttemptTrigger.Accepted)),
            BlockResolution.Permit => next with
            {
                Permits = next.Permits.AddRange(
                    block.Boundaries.Select(boundary =>
                        new BoundaryPermit(boundary, attempt.ActionDigest, cleared.By!.Value))),
            },
            _ => next,
        };
    }

    private static Attempt Report(Attempt attempt, ActionReport report) =>
        Move(attempt, Reported(report.Outcome)) with { Outcome = report.Outcome, Report = report };

    internal static Attempt Move(Attempt attempt, AttemptTrigger by) =>
        attempt with { Stage = AttemptMachine.Table.Next(attempt.Stage, by) };

    private static AttemptTrigger Trigger(ReadingPurpose purpose) => purpose switch
    {
        ReadingPurpose.Precheck => AttemptTrigger.PrecheckRequested,
        ReadingPurpose.Recheck => AttemptTrigger.RecheckRequested,
        _ => AttemptTrigger.VerifyRequested,
    };

    private static AttemptTrigger Reported(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Executed => AttemptTrigger.ReportedExecuted,
        ActionOutcome.Failed => AttemptTrigger.ReportedFailed,
        _ => AttemptTrigger.ReportedUnknown,
    };

    private static RunState OnStep(RunState state, StepId id, Func<StepState, StepState> change) =>
        state.FindStep(id) is null
        ? throw new InvalidOperationException($"The fact is about the step {id}, which is not there.")
        : state with { Steps = state.Steps.Replace(step => step.Id == id, change) };

    internal static RunState On(RunState state, AttemptId id, Func<Attempt, Attempt> change)
    {
        var attempt = Find(state, id);
        return OnStep(state, attempt.Step, step => attempt.Kind == AttemptKind.Forward
            ? step with { Forward = change(attempt) }
            : step with { Reversal = change(attempt) });
    }

    internal static Attempt Find(RunState state, AttemptId id) => state.FindAttempt(id)
        ?? throw new InvalidOperationException($"The fact is about the attempt {id}, which is not there.");
}
