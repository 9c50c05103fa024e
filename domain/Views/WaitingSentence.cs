using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Views;

/// <summary>What the run waits for, in one sentence: a tool, a read, a named human; or nothing at all.</summary>
public static class WaitingSentence
{
    public static string Of(RunState state) => state switch
    {
        { HasEnded: true } => $"Nothing: the run is {(state.Status == RunStatus.Completed ? "completed" : "stopped")}.",
        _ when LaneRules.IsLaned(state) && state.Status == RunStatus.Active => OfLanes(state),
        _ => OfPart(state, state.Work, state.Blocked, $"{state.Lead} to direct the next step."),
    };

    /// <summary>The same for one lane.</summary>
    public static string OfLane(RunState state, LaneId lane) => OfPart(
        state,
        state.Work.RemoveAll(work => LaneRules.Of(state, work.Step) != lane),
        BlockedReason.ForLane(state, lane),
        LaneStatuses.Of(state, lane) switch
        {
            LaneStatus.Finished => "Nothing: all its steps are closed.",
            LaneStatus.AwaitingDecision => Pending(state, lane),
            _ => $"{LaneRules.LeadOf(state, lane)} to direct its next step.",
        });

    private static string OfLanes(RunState state)
    {
        var parts = state.Procedure.Lanes!.Where(lane => LaneStatuses.Of(state, lane.Id) != LaneStatus.Finished)
            .Select(lane => $"{lane.Id}: {OfLane(state, lane.Id)}")
            .ToList();
        return parts.Count == 0
            ? OfPart(state, state.Work, state.Hold, $"{state.Lead} to direct the next step.")
            : string.Join(" ", parts);
    }

    private static string OfPart(
        RunState state, ValueList<Work> work, BlockedReason? blocked, string otherwise) => (work, blocked) switch
        {
            ([Work.Dispatch dispatch, ..], _) => $"The tool {dispatch.Call.Kind} to carry out {dispatch.Attempt}.",
            ([Work.TakeReadings { Reads.Count: 1 } reads, ..], _) =>
                $"One verification read of {reads.Attempt} ({Word(reads.Purpose)}).",
            ([Work.TakeReadings reads, ..], _) =>
                $"{reads.Reads.Count} verification reads of {reads.Attempt} ({Word(reads.Purpose)}).",
            (_, { } reason) => GateWait.Of(state, reason) ?? (reason.Owners.IsEmpty
                ? reason.Sentence
                : $"{string.Join(" or ", reason.Owners)}: {reason.Sentence}"),
            _ => otherwise,
        };

    private static string Word(ReadingPurpose purpose) => purpose switch
    {
        ReadingPurpose.Precheck => "before the action",
        ReadingPurpose.Recheck => "once more before the action",
        ReadingPurpose.AfterAction => "after the action",
        ReadingPurpose.FailureCheck => "after an action that reports that nothing was done",
        ReadingPurpose.Probe => "was it done?",
        ReadingPurpose.Prerequisites => "prerequisites",
        ReadingPurpose.NoGoCheck => "no-go conditions",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    private static string Pending(RunState state, LaneId lane)
    {
        var points = LaneStatuses.Open(state, lane)
            .Select(step => state.Procedure.FindStep(step)!.When!.Decision)
            .Distinct()
            .Select(id => state.Procedure.FindDecisionPoint(id)!)
            .ToList();
        return $"{string.Join(" or ", points.SelectMany(point => DecisionDecider.Deciders(state, point)).Distinct())} "
            + $"to decide {string.Join(" and ", points.Select(point => point.Id))}.";
    }
}
