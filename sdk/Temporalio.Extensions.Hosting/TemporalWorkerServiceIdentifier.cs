namespace Temporalio.Extensions.Hosting;

/// <summary>What tells hosted workers of one host apart.</summary>
/// <param name="TaskQueue">Task queue.</param>
/// <param name="Version">Build id or deployment version; null for none.</param>
/// <param name="VersionIsBuildId">Whether the version is a plain build id.</param>
public record TemporalWorkerServiceIdentifier(string TaskQueue, string? Version, bool VersionIsBuildId)
{
    /// <summary>Gets the name of the options of this worker.</summary>
    internal string OptionsName => $"{TaskQueue}!!!{(VersionIsBuildId ? "build" : "deployment")}!!!{Version}";

    /// <summary>The identifier of the worker that a builder configures.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The identifier.</returns>
    internal static TemporalWorkerServiceIdentifier Of(ITemporalWorkerServiceOptionsBuilder builder) =>
        builder.DeploymentOptions?.Version is { } version
            ? new(builder.TaskQueue, version.ToCanonicalString(), VersionIsBuildId: false)
            : new(builder.TaskQueue, builder.BuildId, VersionIsBuildId: builder.BuildId != null);
}
