using ProtoOverride = Temporalio.Api.Workflow.V1.VersioningOverride;

namespace Temporalio.Common;

/// <summary>Which deployment versions run a workflow, in place of what its type says.</summary>
public abstract record VersioningOverride
{
    private VersioningOverride()
    {
    }

    /// <summary>How a pin holds.</summary>
    public enum PinnedOverrideBehavior
    {
        /// <summary>Not said.</summary>
        Unspecified = 0,

        /// <summary>The workflow stays with the version.</summary>
        Pinned = 1,
    }

    /// <summary>The protocol's form.</summary>
    internal ProtoOverride ToProto()
    {
        // Both forms, the old one too: servers before the new one know only that.
#pragma warning disable CS0612, CS0618
        if (this is Pinned pinned)
        {
            return new()
            {
                Behavior = Api.Enums.V1.VersioningBehavior.Pinned,
                PinnedVersion = pinned.Version.ToCanonicalString(),
                Pinned = new()
                {
                    Version = new()
                    {
                        DeploymentName = pinned.Version.DeploymentName,
                        BuildId = pinned.Version.BuildId,
                    },
                    Behavior = (ProtoOverride.Types.PinnedOverrideBehavior)pinned.Behavior,
                },
            };
        }

        return new() { Behavior = Api.Enums.V1.VersioningBehavior.AutoUpgrade, AutoUpgrade = true };
#pragma warning restore CS0612, CS0618
    }

    /// <summary>Reads the protocol's form; null for none.</summary>
    internal static VersioningOverride? FromProto(ProtoOverride? proto) => proto switch
    {
        { Pinned: { Version: { } version } pinned } => new Pinned(
            new(version.DeploymentName, version.BuildId), (PinnedOverrideBehavior)pinned.Behavior),
        { AutoUpgrade: true } => new AutoUpgrade(),
        _ => null,
    };

    /// <summary>One version runs the workflow.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="Behavior">How the pin holds.</param>
    public sealed record Pinned(
        WorkerDeploymentVersion Version,
        PinnedOverrideBehavior Behavior = PinnedOverrideBehavior.Pinned) : VersioningOverride;

    /// <summary>Whatever version is current runs the workflow.</summary>
    public sealed record AutoUpgrade() : VersioningOverride;
}
