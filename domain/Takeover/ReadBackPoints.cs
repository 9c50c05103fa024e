using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// The points that a receiver must give back in own words of the packet: what is true, what is open, what is in doubt.
/// </summary>
internal static class ReadBackPoints
{
    private const string None = "none";

    /// <summary>For one lane: its part of the packet, and what concerns the whole run.</summary>
    public static ValueList<ReadBackPoint> Of(RunState state, LaneId? lane)
    {
        bool Concerns(StepId step) => LaneRules.Concerns(state, step, lane);
        var points = new List<ReadBackPoint>
        {
            Point("objective", "What is the objective?", state.Charter.Objective),
            Point("boundaries", "Which boundaries are protected? (ids, in order, with commas)",
                List(state.Charter.Boundaries.Select(boundary => boundary.Id.Value))),
        };
        points.AddRange(state.Steps.Where(step => Concerns(step.Id)).Select(step => Point(
            $"step:{step.Id}", $"Where does the step {step.Id} stand?", StatusWord(StepStatuses.Of(step)))));
        if (state.Procedure.DecisionPoints is { IsEmpty: false } decisions)
        {
            points.AddRange(decisions.Select(point => Point(
                $"decision:{point.Id}", $"Which option of {point.Id} was decided? (its id, or none)",
                state.FindDecision(point.Id)?.Option ?? None)));
        }

        points.AddRange(
        [
            Point("in-flight", "Which attempts are in flight?", List(Of(state, lane, stage =>
                stage is AttemptStage.Dispatching or AttemptStage.Verifying))),
            Point(
                "unknown", "Of which attempts is the outcome unknown?",
                List(Of(state, lane, stage => stage == AttemptStage.Unknown))),
            Point(
                "gates", "Which gates are open?",
                List(state.Gates.Where(gate => Concerns(gate.Packet.Step)).Select(gate => gate.Id.Value))),
            Point("blocks", "Which blocks are open?", List(state.Blocks
                .Where(block => Concerns(block.Step) || BlockRules.IsRunWide(block.Kind))
                .Select(block => block.Id.Value))),
            Point(
                "contradictions", "Which contradictions are open?",
                List(state.Contradictions.Where(one => Concerns(one.Step)).Select(one => one.Id.Value)
                    .Concat(state.OpenInstructionContradictions.Select(one => one.Id.Value)))),
            Point("paused", "Is the run paused? (yes, no)", state.Pause is null ? "no" : "yes"),
        ]);
        if (state.Edition >= RunEdition.Heads)
        {
            points.Add(Point(
                "pending", "Which attempts are directed and not dispatched?", List(Of(state, lane, stage =>
                    AttemptStages.IsOpen(stage) && !AttemptStages.WasDispatched(stage)))));
        }

        if (state.Narrowing is { } narrowing)
        {
            points.Add(Point(
                "narrowed", "What was taken out of the scope? (targets, then steps)",
                List(narrowing.Targets.Select(id => id.Value).Concat(narrowing.Steps.Select(id => id.Value)))));
        }

        return points.ToValueList();
    }

    /// <summary>The same words; capitals and spaces do not matter.</summary>
    public static bool Matches(ReadBackPoint point, string answer) => Plain(point.Answer) == Plain(answer);

    internal static string StatusWord(StepStatus status) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private static IEnumerable<string> Of(RunState state, LaneId? lane, Predicate<AttemptStage> stage) =>
        state.Attempts().Where(attempt => stage(attempt.Stage) && LaneRules.Concerns(state, attempt.Step, lane))
            .Select(attempt => attempt.Id.Value);

    private static string List(IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } list ? list : None;

    private static ReadBackPoint Point(string id, string question, string answer) =>
        new(id, question, answer, Confirmed: false);

    private static string Plain(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
}
