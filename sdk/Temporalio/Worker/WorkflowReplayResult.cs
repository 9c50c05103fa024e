using Temporalio.Common;

namespace Temporalio.Worker;

/// <summary>What came of replaying one history.</summary>
/// <param name="History">The history.</param>
/// <param name="ReplayFailure">Why it failed, or null when it replays.</param>
public record WorkflowReplayResult(WorkflowHistory History, Exception? ReplayFailure);
