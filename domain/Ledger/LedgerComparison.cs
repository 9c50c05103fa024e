using System.Globalization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// Two runs held against each other, such as a drill and the live run after it: which steps in which order, what was
/// read, how gates were decided, how it came out. Moments, people's words and digests are not compared.
/// </summary>
public sealed record LedgerComparison(RunTrace Left, RunTrace Right, ValueList<LedgerDifference> Differences)
{
    private const string Nothing = "-";

    public static LedgerComparison Of(ValueList<LedgerEntry> left, ValueList<LedgerEntry> right)
    {
        var (one, other) = (RunTrace.Of(left), RunTrace.Of(right));
        return new LedgerComparison(one, other, [.. Whole(one, other), .. Steps(one, other)]);
    }

    private static IEnumerable<LedgerDifference> Whole(RunTrace left, RunTrace right) =>
    [
        .. Differs("run", "procedure", Named(left), Named(right)),
        .. Differs("run", "state", $"{left.Status}", $"{right.Status}"),
        .. Differs("run", "order of steps", List(left.Order), List(right.Order)),
        .. Differs("run", "decisions", List(left.Decisions), List(right.Decisions)),
    ];

    private static IEnumerable<LedgerDifference> Steps(RunTrace left, RunTrace right) => left.Steps
        .Select(step => step.Step)
        .Union(right.Steps.Select(step => step.Step))
        .SelectMany(id => Step(
            id,
            left.Steps.FirstOrDefault(step => step.Step == id),
            right.Steps.FirstOrDefault(step => step.Step == id)));

    private static IEnumerable<LedgerDifference> Step(StepId id, StepTrace? left, StepTrace? right) =>
    [
        .. Differs(id.Value, "status", $"{left?.Status}", $"{right?.Status}"),
        .. Differs(id.Value, "attempts", Number(left), Number(right)),
        .. Differs(id.Value, "readings", List(left?.Readings), List(right?.Readings)),
        .. Differs(id.Value, "gates", List(left?.Gates), List(right?.Gates)),
        .. Differs(id.Value, "outcomes", List(left?.Outcomes), List(right?.Outcomes)),
        .. Differs(id.Value, "holds", List(left?.Holds), List(right?.Holds)),
    ];

    private static IEnumerable<LedgerDifference> Differs(string subject, string what, string left, string right)
    {
        if (!string.Equals(left, right, StringComparison.Ordinal))
        {
            yield return new LedgerDifference(subject, what, Shown(left), Shown(right));
        }
    }

    private static string Named(RunTrace trace) => $"{trace.Procedure} ({trace.ProcedureDigest.Short})";

    private static string Number(StepTrace? trace) =>
        trace?.Attempts.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string List<T>(ValueList<T>? items) => string.Join(", ", items ?? []);

    private static string Shown(string text) => text.Length == 0 ? Nothing : text;
}
