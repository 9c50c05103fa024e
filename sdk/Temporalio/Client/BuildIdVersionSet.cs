namespace Temporalio.Client;

/// <summary>Build ids that can run the same workflows.</summary>
/// <param name="BuildIds">Build ids; the last is the default of the set.</param>
public record BuildIdVersionSet(IReadOnlyCollection<string> BuildIds)
{
    /// <summary>Gets the default of the set.</summary>
    public string Default => BuildIds.Last();
}
