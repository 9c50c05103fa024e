using System.Text.Json.Serialization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// One opening of a gate. An approval is bound to the action, the observed state and the documents as they stood when
/// it was opened, and is used up by one dispatch. <see cref="CharterDigest"/> stands in gates whose rules say more
/// than people and a time; <see cref="Subject"/> is the hold that an escalation is about. Stored shape.
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
    GateApproval? Approval = null,
    GatePlacement? Placement = null,
    Digest? CharterDigest = null,
    Digest? PolicyDigest = null,
    ValueList<GateApproval>? Approvals = null,
    Claim? Claim = null,
    DateTimeOffset? DelayedUntil = null,
    ValueList<Rung>? Rungs = null,
    DateTimeOffset? RemindedAt = null,
    DateTimeOffset? EscalatedAt = null,
    string? PassedBecause = null,
    string? Subject = null)
{
    [JsonIgnore]
    public GatePlacement Place => Placement ?? GatePlacement.PreAction;

    /// <summary>It may let its action go: approved, or passed by its ladder.</summary>
    [JsonIgnore]
    public bool IsPassed => Approval is not null || PassedBecause is not null;

    /// <summary>Bound to all documents, with reasons required at high risk; see <see cref="CharterDigest"/>.</summary>
    [JsonIgnore]
    public bool IsStrict => CharterDigest is not null;

    /// <summary>While it waits, the other lanes wait too.</summary>
    [JsonIgnore]
    public bool HoldsRun => Policy.Ladder?.Mode switch
    {
        GateMode.Synchronous => true,
        GateMode.Hybrid => EscalatedAt is not null,
        _ => false,
    };

    /// <summary>The voices so far, for gates that several must agree at.</summary>
    [JsonIgnore]
    public ValueList<GateApproval> Voices => Approvals ?? [];
}
