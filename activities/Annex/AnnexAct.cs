using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Activities.Annex;

/// <summary>What somebody did to the annex. Stored shape.</summary>
/// <param name="Kind">"read" or "erase".</param>
/// <param name="Run">The run.</param>
/// <param name="Record">The record; null for all of the run.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Directive">The directive that the run accepted; null where the run had ended.</param>
/// <param name="At">When.</param>
public sealed record AnnexAct(
    string Kind, RunId Run, AnnexId? Record, PersonId By, string Reason, DirectiveId? Directive, DateTimeOffset At)
{
    public const string Read = "read";
    public const string Erase = "erase";
}
