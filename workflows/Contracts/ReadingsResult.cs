using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>One reading for each read, in their order; one that could not be taken says why. Stored shape.</summary>
public sealed record ReadingsResult(ValueList<Reading> Readings);
