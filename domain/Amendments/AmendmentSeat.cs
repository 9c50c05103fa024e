using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Amendments;

/// <summary>One voice that an amendment needs: for what, and whose will do.</summary>
internal sealed record AmendmentSeat(string For, ValueList<PersonId> People);
