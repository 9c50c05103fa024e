using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>Who led from when, in which epoch.</summary>
public sealed record LeadTenure(int Epoch, PersonId Lead, DateTimeOffset Since);
