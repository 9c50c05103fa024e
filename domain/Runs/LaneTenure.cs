using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Who leads a lane from when, in which epoch of the lane; nobody named means: whoever leads the run. Stored shape.
/// </summary>
public sealed record LaneTenure(LaneId Lane, int Epoch, DateTimeOffset Since, PersonId? Lead = null);
