using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Takeover;

/// <summary>A lane as the packet states it.</summary>
public sealed record PacketLane(LaneId Id, string Title, LaneStatus Status, PersonId Lead, string WaitsFor);
