using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Privacy;

/// <summary>Opening the annex and erasing from it: acts of named people, each on record before it is done.</summary>
internal static class AnnexDecider
{
    public static Refusal? Read(RunDraft draft, Directive directive, Instruction.ReadAnnex read)
    {
        if (Barred(draft, directive) is { } refusal)
        {
            return refusal;
        }

        draft.Add(new RunFact.AnnexRead(directive.Issuer, directive.Reason!, read.Record));
        return null;
    }

    public static Refusal? Erase(RunDraft draft, Directive directive, Instruction.EraseAnnex erase)
    {
        if (Barred(draft, directive) is { } refusal)
        {
            return refusal;
        }

        draft.Add(new RunFact.AnnexErasureOrdered(directive.Issuer, directive.Reason!, erase.Record));
        return null;
    }

    private static Refusal? Barred(RunDraft draft, Directive directive) =>
        AnnexRules.Check(draft.State.Charter, directive.Issuer, directive.Instruction, directive.Reason);
}
