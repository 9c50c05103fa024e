using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What the matcher knows of one task queue of one task type.</summary>
/// <param name="Pollers">Who polled within the last five minutes.</param>
/// <param name="BacklogCount">Tasks waiting for a poller.</param>
/// <param name="BacklogAge">How long the oldest of them has waited; zero for none.</param>
internal sealed record TaskQueueDescription(IReadOnlyList<PollerInfo> Pollers, int BacklogCount, TimeSpan BacklogAge);
