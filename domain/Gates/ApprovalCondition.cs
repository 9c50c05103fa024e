using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>What must still be so of a read's value when the approved action is let go.</summary>
public sealed record ApprovalCondition(ReadId Read, ExpectationOperator Operator, JsonData? Value = null);
