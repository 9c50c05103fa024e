namespace Temporalio.Client;

/// <summary>
/// A change of the sets of build ids of a task queue. The server has withdrawn them, and this SDK does not support
/// them:
/// use <see cref="Worker.WorkerDeploymentOptions"/>.
/// </summary>
public abstract record BuildIdOp
{
    private BuildIdOp()
    {
    }

    /// <summary>A new set of this build id alone becomes the default.</summary>
    /// <param name="BuildId">Build id.</param>
    public sealed record AddNewDefault(string BuildId) : BuildIdOp;

    /// <summary>A build id joins the set of another.</summary>
    /// <param name="BuildId">Build id.</param>
    /// <param name="ExistingCompatibleBuildId">Build id of the set.</param>
    /// <param name="MakeSetDefault">Whether the set becomes the default.</param>
    public sealed record AddNewCompatible(
        string BuildId, string ExistingCompatibleBuildId, bool MakeSetDefault = false) : BuildIdOp;

    /// <summary>The set of a build id becomes the default.</summary>
    /// <param name="BuildId">Build id.</param>
    public sealed record PromoteSetByBuildId(string BuildId) : BuildIdOp;

    /// <summary>A build id becomes the default of its set.</summary>
    /// <param name="BuildId">Build id.</param>
    public sealed record PromoteBuildIdWithinSet(string BuildId) : BuildIdOp;

    /// <summary>Two sets become one.</summary>
    /// <param name="PrimaryBuildId">Build id of the set that stays.</param>
    /// <param name="SecondaryBuildId">Build id of the set that joins it.</param>
    public sealed record MergeSets(string PrimaryBuildId, string SecondaryBuildId) : BuildIdOp;
}
