using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Replay;

/// <summary>What the workflow code is told at once, and when and where in its history that is.</summary>
internal sealed record Activation
{
    /// <summary>Gets what happened, in order.</summary>
    public required IReadOnlyList<ActivationJob> Jobs { get; init; }

    /// <summary>Gets the workflow's time.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Gets a value indicating whether the code ran this before, or must leave no trace (queries).</summary>
    public required bool IsReplaying { get; init; }

    /// <summary>Gets the number of events up to here.</summary>
    public required long HistoryLength { get; init; }

    /// <summary>Gets the size of the history at the last task.</summary>
    public long HistorySizeBytes { get; init; }

    /// <summary>Gets a value indicating whether the server would like the run to continue as new.</summary>
    public bool ContinueAsNewSuggested { get; init; }

    /// <summary>Gets why.</summary>
    public IReadOnlyList<SuggestContinueAsNewReason> ContinueAsNewReasons { get; init; } = [];

    /// <summary>Gets a value indicating whether the run's target deployment version has changed.</summary>
    public bool TargetDeploymentVersionChanged { get; init; }

    /// <summary>Gets the version of the worker that runs, or on replay and for questions last ran, this task.</summary>
    public WorkerDeploymentVersion? DeploymentVersion { get; init; }
}
