namespace Temporalio.Exceptions;

/// <summary>Details as given by the code that throws.</summary>
/// <param name="Details">Values; null for none.</param>
public record OutboundFailureDetails(IReadOnlyCollection<object?>? Details) : IFailureDetails
{
    /// <inheritdoc />
    public int Count => Details?.Count ?? 0;

    /// <inheritdoc />
    public T ElementAt<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return (T)Details!.ElementAt(index)!;
    }
}
