namespace Temporalio.Common;

/// <summary>One version of a worker deployment.</summary>
/// <param name="DeploymentName">Name of the deployment; must not contain a dot.</param>
/// <param name="BuildId">Build id within the deployment.</param>
public sealed record WorkerDeploymentVersion(string DeploymentName, string BuildId)
{
    /// <summary>Reads <c>deployment.build</c>.</summary>
    /// <param name="canonical">Text with a dot after the deployment name.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentException">There is no dot.</exception>
    public static WorkerDeploymentVersion FromCanonicalString(string canonical)
    {
        var dot = canonical.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? throw new ArgumentException($"Expected 'deployment.build', got '{canonical}'", nameof(canonical))
            : new(canonical[..dot], canonical[(dot + 1)..]);
    }

    /// <summary>Writes <c>deployment.build</c>.</summary>
    /// <returns>The text.</returns>
    public string ToCanonicalString() => $"{DeploymentName}.{BuildId}";
}
