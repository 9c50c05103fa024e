using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Documents;

/// <summary>A charter and its procedure, read and checked against each other.</summary>
public sealed record RunDocuments(Charter Charter, Procedure Procedure)
{
    /// <summary>Both, or every problem of both, each in its own file.</summary>
    public static DocumentResult<RunDocuments> Read(DocumentSource charter, DocumentSource procedure)
    {
        var charterCursor = new DocumentCursor(charter, "charter");
        var procedureCursor = new DocumentCursor(procedure, "procedure");
        var documents = new RunDocuments(
            CharterReader.Read(charterCursor, charter.Root), ProcedureReader.Read(procedureCursor, procedure.Root));
        if (charterCursor.IsClean && procedureCursor.IsClean)
        {
            var findings = RunLint.Check(documents.Charter, documents.Procedure);
            charterCursor.Add(findings);
            procedureCursor.Add(findings);
        }

        var problems = charterCursor.Problems.AddRange(procedureCursor.Problems);
        return new(problems.IsEmpty ? documents : null, problems);
    }

    /// <summary>
    /// What is no mistake and may still go wrong, each in its own file; nothing, while there are problems.
    /// </summary>
    public static ValueList<Problem> Notes(DocumentSource charter, DocumentSource procedure)
    {
        if (Read(charter, procedure).Value is not { } documents)
        {
            return [];
        }

        var findings = SuccessionLint.Check(documents.Charter, documents.Procedure);
        var charterCursor = new DocumentCursor(charter, "charter");
        var procedureCursor = new DocumentCursor(procedure, "procedure");
        charterCursor.Add(findings);
        procedureCursor.Add(findings);
        return charterCursor.Problems.AddRange(procedureCursor.Problems);
    }
}
