using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// The boundaries that are looked for in the world, as reads: they go with the reads after every action.
/// </summary>
internal static class BoundaryReads
{
    private const string Prefix = "boundary:";

    public static IEnumerable<VerificationRead> Of(RunState state) =>
        state.Charter.Boundaries.Where(boundary => boundary.Observed is not null).Select(Read);

    public static bool IsBoundary(ReadId read) => read.Value.StartsWith(Prefix, StringComparison.Ordinal);

    public static Boundary Boundary(RunState state, ReadId read) =>
        state.Charter.Boundaries.First(boundary => Prefix + boundary.Id == read.Value);

    private static VerificationRead Read(Boundary boundary) => new(
        new ReadId(Prefix + boundary.Id),
        Prefix + boundary.Id,
        boundary.Observed!.Source,
        boundary.Observed.Read,
        boundary.Observed.CrossedWhen,
        ReadBinding.Outcome,
        Settles: false);
}
