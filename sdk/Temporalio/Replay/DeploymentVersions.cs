using Temporalio.Api.History.V1;
using Temporalio.Common;

// Build ids of workers without a deployment travel in fields that the API calls deprecated.
#pragma warning disable CS0612

namespace Temporalio.Replay;

/// <summary>What a completed task says about the version of the worker that completed it.</summary>
internal static class DeploymentVersions
{
    /// <summary>Null where it says nothing: then it was the version of the task before.</summary>
    public static WorkerDeploymentVersion? Of(WorkflowTaskCompletedEventAttributes completed)
    {
        if (completed.DeploymentVersion is { } version)
        {
            return new(version.DeploymentName, version.BuildId);
        }

        if (completed.WorkerDeploymentVersion.Contains('.', StringComparison.Ordinal))
        {
            return WorkerDeploymentVersion.FromCanonicalString(completed.WorkerDeploymentVersion);
        }

        var buildId = completed.WorkerVersion?.BuildId ?? string.Empty;
        return buildId.Length + completed.WorkerDeploymentName.Length == 0
            ? null
            : new(completed.WorkerDeploymentName, buildId);
    }
}
