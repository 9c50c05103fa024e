using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Amendments;

/// <summary>An amendment that is in force: what came into force, when, and by whom. Stored shape.</summary>
public sealed record AmendmentRecord(
    DirectiveId Id,
    string ProcedureVersion,
    Digest CharterDigest,
    Digest ProcedureDigest,
    PersonId By,
    ValueList<PersonId> ApprovedBy,
    DateTimeOffset At,
    string Reason);
