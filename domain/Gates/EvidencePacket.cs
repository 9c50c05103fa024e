using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// What the gate hands the human (R22). It is complete, or the gate does not open. The optional parts stand in the
/// packets of gates that need them. Stored shape.
/// </summary>
public sealed record EvidencePacket(
    string Summary,
    StepId Step,
    string StepTitle,
    PersonId DirectedBy,
    ToolCall Action,
    Digest ActionDigest,
    JsonData Arguments,
    ValueList<Observation> Evidence,
    Digest StateDigest,
    ValueList<string> Policies,
    RiskAssessment Risk,
    ValueList<string> Alternatives,
    ValueList<TimelineItem> Timeline,
    Urgency Urgency,
    ValueList<string> Options,
    ValueList<string> Difference,
    RiskScore? Score = null,
    Completeness? Completeness = null,
    ValueList<InformationRequest>? Information = null,
    ActionEdit? Edit = null,
    ValueList<VerifiedFact>? VerifiedState = null,
    ValueList<ForeignAction>? Others = null,
    string? Hold = null,
    ValueList<PersonId>? AnnexReaders = null);
