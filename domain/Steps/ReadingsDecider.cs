using System.Globalization;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// What the readings of a phase lead to. A doubtful, stale or missing reading never lets anything through.
/// </summary>
internal static class ReadingsDecider
{
    /// <summary>How often stale readings are taken again before the step is blocked.</summary>
    public const int MaxRereads = 3;

    public static void Take(RunDraft draft, RunInput.ReadingsTaken taken)
    {
        if (taken.Attempt == RunChecks.Id)
        {
            RunChecks.Take(draft, taken);
            return;
        }

        if (draft.State.FindAttempt(taken.Attempt) is not { } attempt || !IsAwaited(draft.State, taken))
        {
            draft.Add(
                new RunFact.ResultIgnored(
                    taken.Attempt, $"Readings of phase {taken.Phase} are not awaited.", Digest.Of(taken.Readings)));
            return;
        }

        var plan = ActionPlans.Of(draft.State, attempt);
        var purpose = attempt.Purpose!.Value;
        var observations =
            ObservationJudge.Judge(PendingWork.ReadsFor(draft.State, attempt), taken.Readings, draft.Now);
        draft.Add(new RunFact.ReadingsRecorded(
            attempt.Id, taken.Phase, purpose, observations, ObservationJudge.StateDigest(observations)));
        var believed = Agreement.Settled(
            Agreement.Believed(observations, attempt.AcceptedSources)
                .Where(one => !InformationReads.IsInformation(one.Read))
                .ToValueList(),
            plan.Step.Agreement,
            attempt.AcceptedSources);
        if (IsStale(draft, plan.Step, observations) && Reread(draft, attempt, purpose))
        {
            return;
        }

        if (Contradicts(draft, attempt, plan, purpose, believed))
        {
            return;
        }

        Conclude(draft, attempt, plan, purpose, believed);
    }

    private static void Conclude(
        RunDraft draft, Attempt attempt, ActionPlan plan, ReadingPurpose purpose, ValueList<Observation> believed)
    {
        if (purpose is ReadingPurpose.Precheck or ReadingPurpose.Recheck)
        {
            BeforeAction(draft, attempt, plan, believed);
            return;
        }

        // A no-go condition seen after an action says nothing about the action; it holds what comes next.
        After(draft, attempt, plan, purpose, believed.RemoveAll(one => NoGoReads.IsNoGo(one.Read)));
        RunChecks.HoldWhereNoGo(draft, believed);
    }

    private static void After(
        RunDraft draft, Attempt attempt, ActionPlan plan, ReadingPurpose purpose, ValueList<Observation> believed)
    {
        switch (purpose)
        {
            case ReadingPurpose.FailureCheck:
                VerificationDecider.AfterFailure(draft, attempt, believed);
                break;
            case ReadingPurpose.Probe:
                VerificationDecider.AfterDoubt(draft, attempt, plan, believed);
                break;
            default:
                VerificationDecider.AfterAction(draft, attempt, believed);
                break;
        }
    }

    private static bool IsAwaited(RunState state, RunInput.ReadingsTaken taken) =>
        state.Work.OfType<Work.TakeReadings>().Any(work => work.Attempt == taken.Attempt && work.Phase == taken.Phase);

    // A reading from the future is as little to be trusted as an old one.
    private static bool IsStale(RunDraft draft, Step step, ValueList<Observation> observations) =>
        observations.Any(one =>
        draft.Now - one.TakenAt > step.Freshness || one.TakenAt - draft.Now > step.Freshness);

    private static bool Reread(RunDraft draft, Attempt attempt, ReadingPurpose purpose)
    {
        if (attempt.Rereads < MaxRereads)
        {
            draft.Request(attempt.Id, purpose);
            return true;
        }

        var sentence = string.Create(
            CultureInfo.InvariantCulture, $"The readings of {attempt.Id} were too old {MaxRereads + 1} times.");
        switch (purpose)
        {
            case ReadingPurpose.Precheck or ReadingPurpose.Recheck:
                draft.Block(attempt.Id, BlockKind.Stale, sentence);
                break;
            case ReadingPurpose.AfterAction:
                VerificationDecider.Mismatch(draft, attempt, sentence);
                break;
            default:
                draft.Add(new RunFact.DoubtRemained(attempt.Id, sentence));
                break;
        }

        return true;
    }

    private static bool Contradicts(
        RunDraft draft, Attempt attempt, ActionPlan plan, ReadingPurpose purpose, ValueList<Observation> believed)
    {
        var found = false;
        foreach (var sides in Agreement.Disagreements(believed, plan.Step.Agreement).ToList())
        {
            found = true;
            var number = (draft.State.Counters.Contradictions + 1).ToString(CultureInfo.InvariantCulture);
            draft.Add(new RunFact.ContradictionRaised(new Contradiction(
                new ContradictionId($"c{number}"), attempt.Id, attempt.Step, attempt.Issuer, sides[0].Fact, purpose,
                sides, draft.Now)));
        }

        return found;
    }

    private static void BeforeAction(RunDraft draft, Attempt attempt, ActionPlan plan, ValueList<Observation> believed)
    {
        var noGo = believed.Where(one => NoGoReads.IsNoGo(one.Read) && one.Verdict != ObservationVerdict.Met).ToList();
        if (noGo.Count > 0)
        {
            draft.Block(attempt.Id, BlockKind.NoGo, "No-go: " + string.Join("; ", noGo.Select(one =>
                $"{NoGoReads.Condition(draft.State, one.Read).Statement} ({one.Source}: {one.Explanation})")));
        }
        else if (believed.Any(one => one.Verdict == ObservationVerdict.Unreadable))
        {
            draft.Block(
                attempt.Id, BlockKind.Unreadable,
                Sentence("The state before cannot be read", believed, ObservationVerdict.Unreadable));
        }
        else if (believed.Any(one => one.Verdict == ObservationVerdict.NotMet))
        {
            draft.Block(
                attempt.Id, BlockKind.Precondition,
                Sentence("The state before is not as expected", believed, ObservationVerdict.NotMet));
        }
        else
        {
            GateDecider.PassOrAsk(draft, attempt.Id);
        }
    }

    internal static string Sentence(string opening, ValueList<Observation> observations, ObservationVerdict verdict) =>
        $"{opening}: "
            + string.Join("; ", observations.Where(one => one.Verdict == verdict)
                .Select(one => $"{one.Source}: {one.Explanation}"));
}
