using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Workflows.Execution;

/// <summary>
/// What reaches a run through Temporal without being a directive: it is kept as refused, like any other.
/// </summary>
internal static class StrayInputs
{
    private const int LongestName = 100;

    public static RunInput Cancellation { get; } = new RunInput.MalformedDirectiveReceived(
        Digest.OfText("temporal cancellation request"),
        "Temporal cancellation request",
        "A cancellation through Temporal is no directive; the lead ends a run by directing stop.");

    public static RunInput Signal(string name, int argumentCount) => new RunInput.MalformedDirectiveReceived(
        Digest.OfText($"signal {name}"),
        $"signal \"{(name.Length > LongestName ? name[..LongestName] : name)}\" with {argumentCount} arguments",
        $"Directives come by the signal \"{Contracts.RunContract.DirectiveSignal}\" and by no other.");
}
