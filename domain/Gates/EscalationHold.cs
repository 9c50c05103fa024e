using System.Text.Json;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>What the run is stuck at, which options settle it, and how.</summary>
internal sealed record EscalationHold(
    string Subject, AttemptId Attempt, string Sentence, ValueList<string> Options,
    Func<RunDraft, Directive, string, string, Refusal?> Settle)
{
    private const string Believe = "believe ";

    public static ValueList<EscalationHold> Of(RunState state) =>
        Blocks(state).Concat(Contradictions(state)).Concat(Doubts(state)).ToValueList();

    private static IEnumerable<EscalationHold> Blocks(RunState state) => state.Blocks.Select(block =>
    {
        var ways = Enum.GetValues<BlockResolution>().Where(one => BlockRules.Allows(block.Kind, one))
            .ToDictionary(Word, StringComparer.Ordinal);
        return new EscalationHold(
            block.Id.Value, block.Attempt, block.Sentence, ways.Keys.ToValueList(),
            (draft, directive, option, statement) => ways.TryGetValue(option, out var way)
                ? BlockDecider.Clear(draft, directive, new Instruction.ClearBlock(block.Id, way, statement))
                : null);
    });

    private static IEnumerable<EscalationHold> Contradictions(RunState state) => state.Contradictions.Select(one =>
        new EscalationHold(
            one.Id.Value, one.Attempt, $"Sources disagree about {one.Fact}.",
            one.Sides.Select(side => Believe + side.Source).Distinct().ToValueList(),
            (draft, directive, option, statement) => option.StartsWith(Believe, StringComparison.Ordinal)
                && one.Sides.Any(side => Believe + side.Source == option)
                ? DoubtDecider.ClearContradiction(
                    draft, directive, new Instruction.ClearContradiction(one.Id, option[Believe.Length..], statement))
                : null));

    private static IEnumerable<EscalationHold> Doubts(RunState state) => state.Attempts()
        .Where(attempt => attempt.Stage == AttemptStage.Unknown)
        .Select(attempt =>
        {
            var ways = Enum.GetValues<ReconciledOutcome>().ToDictionary(Word, StringComparer.Ordinal);
            return new EscalationHold(
                $"unknown:{attempt.Id}:{attempt.Phase}", attempt.Id, $"It is not known whether {attempt.Id} was done.",
                ways.Keys.ToValueList(),
                (draft, directive, option, statement) => ways.TryGetValue(option, out var way)
                    ? DoubtDecider.Reconcile(draft, directive, new Instruction.Reconcile(attempt.Id, way, statement))
                    : null);
        });

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
