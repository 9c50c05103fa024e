using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Simulations;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A simulated procedure as lines: what holds for all steps first, then each step.</summary>
internal static class SimulationText
{
    public static IEnumerable<string> Of(SimulatedProcedure simulated) =>
    [
        $"{simulated.Procedure.Id} {simulated.Procedure.Version} under {simulated.Charter}; gates as if they opened at "
            + Times.Of(simulated.At),
        .. Reads("before the first step", simulated.Opening),
        .. Reads("before every action", simulated.BeforeEach),
        .. Reads("after every action", simulated.AfterEach),
        .. simulated.Steps.SelectMany(Step),
        .. simulated.DecisionPoints.Select(point =>
            $"\n{point.Id}: {point.Question} {string.Join(" | ", point.Options.Select(option => option.Id))}"),
        .. simulated.Concerns.Select(concern => $"\nconcern: {concern}"),
    ];

    private static IEnumerable<string> Step(SimulatedStep step) =>
    [
        $"\n{step.Id}: {step.Title}{(step.Lane is { } lane ? $" (lane {lane})" : string.Empty)}",
        .. Action(step.Action, "  "),
        .. step.Reversal is { } reversal
            ?
            [
                $"  way back  {reversal.Plan}"
                    + (reversal.Within is { } within ? $"; open for {Durations.Format(within)}" : string.Empty),
                .. Action(reversal.Action, "    "),
            ]
            : Array.Empty<string>(),
        .. step.Irreversible is { } reason ? [$"  way back  none: {reason}"] : Array.Empty<string>(),
        .. step.Stops.Select(stop => $"  stops     {stop}"),
    ];

    private static IEnumerable<string> Action(SimulatedAction action, string indent) =>
    [
        .. action.Before.Select(read => $"{indent}before    {Read(read)}"),
        $"{indent}action    {action.Tool}, {Words.Of(action.Class)}",
        .. action.After.Select(read => $"{indent}after     {Read(read)}"),
        .. action.Risk is { } risk
            ?
            [
                $"{indent}risk      {Words.Of(risk.Tier)}"
                    + (risk.TierOnceDone == risk.Tier
                        ? string.Empty
                        : $"; {Words.Of(risk.TierOnceDone)} once it was done before"),
            ]
            : Array.Empty<string>(),
        .. action.Gates.SelectMany(gate => Gate(gate, indent)),
    ];

    private static IEnumerable<string> Gate(AskedGate gate, string indent) =>
    [
        $"{indent}gate      {Words.Of(gate.Gate.Placement)}, {Words.Of(gate.Gate.Policy.Tier)}"
            + (gate.Waived is { } waived ? $"; waived: {waived}" : string.Empty),
        .. gate.Why.Select(why => $"{indent}          because: {why}"),
        .. gate.Waived is null
            ? gate.Gate.Moments.Select(moment =>
                $"{indent}          {Times.Of(moment.At)} {moment.What}"
                + (moment.Told.IsEmpty ? string.Empty : $"; told: {string.Join(", ", moment.Told)}"))
            : [],
    ];

    private static IEnumerable<string> Reads(string when, IEnumerable<SimulatedRead> reads) =>
        reads.Select(read => $"{when}: {Read(read)}");

    private static string Read(SimulatedRead read) => $"{read.Id} from {read.Source} ({read.Tool}): {read.Statement}";
}
