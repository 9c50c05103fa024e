using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Privacy;

/// <summary>Who may have what is in the annex: nobody whom the charter does not name for it.</summary>
public static class AnnexRules
{
    /// <summary>Null when the person may, for this reason.</summary>
    public static Refusal? Check(Charter charter, PersonId person, Instruction instruction, string? reason) =>
        (instruction, charter.Roles) switch
        {
            (Instruction.ReadAnnex, { AnnexReaders: var readers }) when readers?.Contains(person) != true =>
                new(RefusalCode.NotInRole, $"{person} may not read the annex; {Named(readers)} may."),
            (Instruction.EraseAnnex, { AnnexErasers: var erasers }) when erasers?.Contains(person) != true =>
                new(RefusalCode.NotInRole, $"{person} may not erase from the annex; {Named(erasers)} may."),
            _ => string.IsNullOrWhiteSpace(reason)
                ? new(RefusalCode.ReasonMissing, "Who opens the annex, or erases from it, says why.")
                : null,
        };

    private static string Named(ValueList<PersonId>? people) =>
        people is { IsEmpty: false } ? string.Join(", ", people) : "nobody";
}
