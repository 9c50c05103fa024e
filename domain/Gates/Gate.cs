using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// One opening of a gate. An approval is bound to the action, the observed state and the procedure as they stood
/// when it was opened, and is used up by one dispatch.
/// </summary>
public sealed record Gate(
    GateId Id,
    AttemptId Attempt,
    GatePolicy Policy,
    EvidencePacket Packet,
    Digest PacketDigest,
    Digest ActionDigest,
    Digest StateDigest,
    Digest ProcedureDigest,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ExpiresAt = null,
    GateApproval? Approval = null);
