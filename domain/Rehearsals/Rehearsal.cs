using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// What the systems answer in a rehearsal: the reads of the run as a whole, and for each step the state before, what
/// the tool says, the state after. It stands beside the procedure, not in it, so that what is rehearsed is the approved
/// text to the letter. Whatever has no answer here is refused. Stored shape.
/// </summary>
public sealed record Rehearsal(
    string Id,
    ProcedureReference Procedure,
    ValueList<RehearsedRead> Standing,
    ValueList<RehearsedStep> Steps,
    int? SchemaVersion = null);
