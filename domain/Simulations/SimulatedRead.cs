using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// What is read where, and what must be found there; of a no-go condition or a boundary, what must not.
/// </summary>
public sealed record SimulatedRead(string Id, string Source, string Tool, string Statement)
{
    internal static SimulatedRead Of(VerificationRead read) =>
        new(read.Id.Value, read.Source, read.Call.Kind, read.Expectation.ToString());
}
