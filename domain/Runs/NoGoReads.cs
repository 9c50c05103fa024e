using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>The armed no-go conditions as reads: they go with every precheck and recheck.</summary>
internal static class NoGoReads
{
    private const string Prefix = "no-go:";

    public static IEnumerable<VerificationRead> Of(RunState state) =>
        state.Charter.NoGoConditions.Concat(state.Procedure.NoGoConditions).Select(Read);

    public static bool IsNoGo(ReadId read) => read.Value.StartsWith(Prefix, StringComparison.Ordinal);

    public static NoGoCondition Condition(RunState state, ReadId read) =>
        state.Charter.NoGoConditions.Concat(state.Procedure.NoGoConditions)
            .First(condition => Prefix + condition.Id == read.Value);

    // Bound by outcome: a value that moves on the good side of its limit is no change of state.
    private static VerificationRead Read(NoGoCondition condition) => new(
        new ReadId(Prefix + condition.Id),
        Prefix + condition.Id,
        condition.Source,
        condition.Read,
        condition.NoGoWhen,
        ReadBinding.Outcome,
        Settles: false);
}
