using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Readings for the run as a whole: prerequisites and no-go conditions. They are taken in consequence of a directive
/// only, never by a clock.
/// </summary>
internal static class RunChecks
{
    /// <summary>Stands where a reading of a step names its attempt.</summary>
    public static readonly AttemptId Id = new("run-check");

    private const string Prefix = "prerequisite:";

    private static readonly StepId Step = new(Id.Value);

    public static ReadId IdOf(Prerequisite one) => new(Prefix + one.Id);

    public static bool HasPrerequisites(RunState state) => state.Procedure.Prerequisites is { IsEmpty: false };

    public static bool IsAwaited(RunState state, ReadingPurpose purpose) =>
        state.Check is { IsAwaited: true } check && check.Purpose == purpose;

    public static void Request(RunDraft draft, ReadingPurpose purpose, PersonId by) =>
        draft.Add(new RunFact.RunCheckRequested((draft.State.Check?.Phase ?? 0) + 1, purpose, by));

    /// <summary>After a resume or a takeover: is what must not be so, so by now?</summary>
    public static void RequestNoGo(RunDraft draft, PersonId by)
    {
        if (RunEdition.ArmsNoGoThroughout(draft.State) && NoGoReads.Of(draft.State).Any())
        {
            Request(draft, ReadingPurpose.NoGoCheck, by);
        }
    }

    public static Work.TakeReadings? Pending(RunState state)
    {
        if (state.Check is not { IsAwaited: true } check)
        {
            return null;
        }

        var isDue = check.Purpose == ReadingPurpose.Prerequisites
            ? state.Status == RunStatus.AwaitingConfirmation
            : state.Status is RunStatus.Active or RunStatus.Paused;
        if (!isDue)
        {
            return null;
        }

        var reads = Reads(state, check.Purpose);
        return new Work.TakeReadings(
            string.Create(CultureInfo.InvariantCulture, $"{Id}/readings/{check.Phase}"),
            Id, Step, check.Phase, check.Purpose, reads, RehearsedAnswers.ForCheck(state, reads));
    }

    public static void Take(RunDraft draft, RunInput.ReadingsTaken taken)
    {
        if (draft.State.Check is not { IsAwaited: true } check
            || check.Phase != taken.Phase
            || Pending(draft.State) is null)
        {
            draft.Add(new RunFact.ResultIgnored(
                Id, $"Readings of phase {taken.Phase} are not awaited.", Digest.Of(taken.Readings)));
            return;
        }

        var observations = ObservationJudge.Judge(Reads(draft.State, check.Purpose), taken.Readings, draft.Now);
        var passed = observations.All(one => one.Verdict == ObservationVerdict.Met && IsFresh(draft, one));
        draft.Add(new RunFact.RunCheckRecorded(
            check.Phase, check.Purpose, observations, ObservationJudge.StateDigest(observations), passed));
        if (check.Purpose == ReadingPurpose.NoGoCheck)
        {
            AfterNoGo(draft, check, observations, passed);
        }
        else if (passed)
        {
            draft.Add(new RunFact.CharterConfirmed(check.By));
            draft.Rehydrate();
        }
    }

    /// <summary>What of a check is not as it must be, in words.</summary>
    public static string Sentence(RunState state, ValueList<Observation> observations) =>
        string.Join("; ", observations.Where(one => one.Verdict != ObservationVerdict.Met).Select(one =>
            $"{Statement(state, one.Read)} ({one.Source}: {one.Explanation})"));

    /// <summary>A no-go condition that was seen with the readings after an action.</summary>
    public static void HoldWhereNoGo(RunDraft draft, ValueList<Observation> observations)
    {
        var standing = observations.Where(one => NoGoReads.IsNoGo(one.Read)).ToValueList();
        if (standing.Any(one => one.Verdict != ObservationVerdict.Met))
        {
            Hold(draft, standing);
        }
    }

    private static void AfterNoGo(RunDraft draft, RunCheck check, ValueList<Observation> observations, bool passed)
    {
        if (!passed)
        {
            Hold(draft, observations);
        }
        else if (draft.State.NoGo is not null)
        {
            draft.Add(new RunFact.NoGoLifted(check.By));
            draft.Rehydrate();
        }
    }

    private static void Hold(RunDraft draft, ValueList<Observation> observations) => draft.Add(
        new RunFact.NoGoHeld(new NoGoHold($"No-go: {Sentence(draft.State, observations)}.", draft.Now)));

    private static string Statement(RunState state, ReadId read) => NoGoReads.IsNoGo(read)
        ? NoGoReads.Condition(state, read).Statement
        : state.Procedure.Prerequisites!.First(one => Prefix + one.Id == read.Value).Statement;

    private static ValueList<VerificationRead> Reads(RunState state, ReadingPurpose purpose) =>
        purpose == ReadingPurpose.NoGoCheck
            ? NoGoReads.Of(state).ToValueList()
            : (state.Procedure.Prerequisites ?? []).Select(one => Read(state, one)).ToValueList();

    private static VerificationRead Read(RunState state, Prerequisite one)
    {
        var resolver = Resolver(state.Charter);
        return new VerificationRead(
            IdOf(one),
            Prefix + one.Id,
            one.Source,
            one.Read with { Parameters = resolver.Resolve(one.Read.Parameters) },
            one.Expect.Value is { } value ? one.Expect with { Value = resolver.Resolve(value) } : one.Expect,
            ReadBinding.Value,
            Settles: false);
    }

    /// <summary>A prerequisite belongs to no step: it may speak of every target, and of no argument.</summary>
    internal static ParameterResolver Resolver(Charters.Charter charter) => new(
        charter, charter.Targets.Select(target => target.Id).ToValueList(), JsonData.EmptyObject, key: null);

    private static bool IsFresh(RunDraft draft, Observation one)
    {
        var limit = draft.State.Procedure.Prerequisites?.FirstOrDefault(each => Prefix + each.Id == one.Read.Value)
            ?.Freshness;
        return limit is null || (draft.Now - one.TakenAt).Duration() <= limit;
    }
}
