namespace Temporalio.Worker.Tuning;

/// <summary>A slot that is wanted.</summary>
/// <param name="SlotType">Kind of the slot.</param>
/// <param name="TaskQueue">Task queue.</param>
/// <param name="WorkerIdentity">Identity of the worker.</param>
/// <param name="WorkerBuildId">Build id of the worker.</param>
/// <param name="IsSticky">Whether for the queue of cached workflows.</param>
public record SlotReserveContext(
    SlotType SlotType, string TaskQueue, string WorkerIdentity, string WorkerBuildId, bool IsSticky);
