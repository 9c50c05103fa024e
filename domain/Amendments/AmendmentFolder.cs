using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Amendments;

/// <summary>Folds what happens to an amendment. It decides nothing.</summary>
internal static class AmendmentFolder
{
    public static RunState Fold(RunState state, RunFact fact) => fact switch
    {
        RunFact.AmendmentProposed proposed => state with { Amendment = proposed.Amendment },
        RunFact.AmendmentApproved approved => state with
        {
            Amendment = Pending(state) with { Voices = Pending(state).Voices.Add(approved.Voice) },
        },
        RunFact.AmendmentDropped => state with { Amendment = null },
        RunFact.AmendmentAdopted adopted => Adopt(state, Pending(state), adopted),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is not about an amendment."),
    };

    private static Amendment Pending(RunState state) =>
        state.Amendment ?? throw new InvalidOperationException("No amendment was proposed.");

    // A permit was given for a boundary as it was.
    private static RunState Adopt(RunState state, Amendment amendment, RunFact.AmendmentAdopted adopted)
    {
        var moved = AmendmentSeats.Moved(state.Charter, amendment.Charter).Select(boundary => boundary.Id).ToList();
        return state with
        {
            Charter = amendment.Charter,
            Procedure = amendment.Procedure,
            CharterDigest = amendment.CharterDigest,
            ProcedureDigest = amendment.ProcedureDigest,
            Steps = amendment.Procedure.Steps
                .Select(step => state.FindStep(step.Id) ?? new StepState(step.Id, 0))
                .ToValueList(),
            Permits = state.Permits.RemoveAll(permit => moved.Contains(permit.Boundary)),
            Amendment = null,
            Amendments = (state.Amendments ?? []).Add(new AmendmentRecord(
                amendment.Id, amendment.Procedure.Version, amendment.CharterDigest, amendment.ProcedureDigest,
                adopted.By, amendment.Voices.Select(voice => voice.By).ToValueList(), adopted.At, amendment.Reason)),
        };
    }
}
