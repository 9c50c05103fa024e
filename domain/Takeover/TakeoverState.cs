using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Takeover;

/// <summary>
/// A takeover on its way, of the run or of one lane: from whom to whom, approved or not, which points are read back.
/// Stored shape.
/// </summary>
public sealed record TakeoverState(
    TakeoverId Id,
    TakeoverOrigin Origin,
    PersonId From,
    PersonId To,
    TakeoverStage Stage,
    ValueList<ReadBackPoint> Points,
    PersonId? ApprovedBy = null,
    LaneId? Lane = null);
