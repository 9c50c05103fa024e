using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>
/// The amendment that is proposed, without its documents. Part of the query contract: add, never rename.
/// </summary>
public sealed record AmendmentView(
    PersonId By,
    DateTimeOffset At,
    string Reason,
    string ProcedureVersion,
    Digest CharterDigest,
    Digest ProcedureDigest,
    ValueList<string> Changes,
    ValueList<AmendmentVoice> Voices,
    string? Missing = null)
{
    public static AmendmentView? Of(RunState state)
    {
        if (state.Amendment is not { } amendment)
        {
            return null;
        }

        var open = AmendmentSeats.Open(state, amendment);
        return new(
            amendment.By, amendment.At, amendment.Reason, amendment.Procedure.Version, amendment.CharterDigest,
            amendment.ProcedureDigest, amendment.Changes, amendment.Voices,
            open.IsEmpty ? null : AmendmentSeats.Sentence(open));
    }
}
