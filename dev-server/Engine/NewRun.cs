using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What a run begins with, whatever began it.</summary>
internal sealed record NewRun
{
    public required RunKey Key { get; init; }

    /// <summary>The attributes of event 1, complete but for the backoff.</summary>
    public required WorkflowExecutionStartedEventAttributes Started { get; init; }

    public required string RequestId { get; init; }

    /// <summary>How long the first workflow task waits.</summary>
    public TimeSpan Backoff { get; init; }

    public UserMetadata? UserMetadata { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Written between event 1 and the first workflow task.</summary>
    public Action<Run>? BeforeFirstTask { get; init; }

    /// <summary>Done with the first workflow task before any queue sees it.</summary>
    public Action<Run>? WithFirstTask { get; init; }

    /// <summary>When the chain began; null for now.</summary>
    public DateTimeOffset? OriginalStartTime { get; init; }

    /// <summary>Reset points of earlier runs of the chain.</summary>
    public ResetPoints? ResetPoints { get; init; }
}
