using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Amendments;

/// <summary>
/// A new version of charter and procedure that is proposed for a running run (R20). It is named by the directive that
/// proposed it, and known to those who judge it by its two digests. Stored shape.
/// </summary>
public sealed record Amendment(
    DirectiveId Id,
    PersonId By,
    DateTimeOffset At,
    string Reason,
    Charter Charter,
    Procedure Procedure,
    Digest CharterDigest,
    Digest ProcedureDigest,
    ValueList<string> Changes,
    ValueList<AmendmentVoice> Voices)
{
    public bool Is(Digest charter, Digest procedure) => charter == CharterDigest && procedure == ProcedureDigest;
}
