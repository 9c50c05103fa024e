namespace Temporalio.Client;

/// <summary>The sets of build ids of a task queue.</summary>
/// <param name="VersionSets">Sets; the last is the default.</param>
public record WorkerBuildIdVersionSets(IReadOnlyCollection<BuildIdVersionSet> VersionSets)
{
    /// <summary>Gets the default set.</summary>
    public BuildIdVersionSet DefaultSet => VersionSets.Last();

    /// <summary>Gets the default of the default set.</summary>
    public string DefaultBuildId => DefaultSet.Default;
}
