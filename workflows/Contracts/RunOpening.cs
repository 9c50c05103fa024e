using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// What a run is opened with; with a packet it continues its predecessor; with a policy risk decides on gates; with a
/// rehearsal script, which goes with a charter of that mode, no system is touched.
/// </summary>
public sealed record RunOpening(
    Charter Charter,
    Procedure Procedure,
    TakeoverPacket? Packet = null,
    AllowedSigners? Signers = null,
    ValueList<ApprovalEntry>? Approvals = null,
    RiskPolicy? Policy = null,
    Rehearsal? Rehearsal = null);
