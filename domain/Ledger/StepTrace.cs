using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// What a ledger says of one step, without moments, names of runs and digests: how it was gone through. Two runs that
/// went alike have the same.
/// </summary>
public sealed record StepTrace(
    StepId Step,
    StepStatus? Status,
    int Attempts,
    ValueList<string> Readings,
    ValueList<string> Gates,
    ValueList<string> Outcomes,
    ValueList<string> Holds);
