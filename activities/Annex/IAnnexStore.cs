using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Activities.Annex;

/// <summary>
/// Where sensitive evidence is kept, apart from everything else. Each matter of a run has a key of its own; without it
/// neither what was kept can be read nor a digest be held against a guess.
/// </summary>
public interface IAnnexStore
{
    /// <summary>The matter of that name, with its key; made where it is new, or was erased before.</summary>
    AnnexSubject Subject(RunId run, string name, DateTimeOffset now);

    /// <summary>Keeps a record of a matter.</summary>
    AnnexEntry Keep(AnnexSubject subject, string what, JsonData content, DateTimeOffset now);

    /// <returns>Null when there is no such record.</returns>
    /// <exception cref="AnnexException">It is not what was kept.</exception>
    AnnexRecord? Read(AnnexId id);

    /// <summary>Writes down who opened what. Called before anything is shown.</summary>
    void Note(AnnexAct act);

    /// <summary>Destroys the key of the record's matter, and writes that down in the same transaction.</summary>
    /// <returns>How many records can be read no more; 0 when they could not before. Null: no such record.</returns>
    int? Erase(AnnexId id, AnnexAct act);
}
