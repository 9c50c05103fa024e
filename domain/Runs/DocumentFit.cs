using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Whether a charter and a procedure are right, and fit the keys and the risk policy of a run: at its opening, and
/// again for every amendment.
/// </summary>
internal static class DocumentFit
{
    public static Refusal? WhyNot(Charter charter, Procedure procedure, AllowedSigners? signers, RiskPolicy? policy)
    {
        if (RunLint.Check(charter, procedure) is [var finding, ..])
        {
            return Unfit($"{finding.Field}: {finding.Sentence}");
        }

        if (AllowedSignersLint.Check(charter, signers) is { } sentence)
        {
            return Unfit(sentence);
        }

        if (policy is not null)
        {
            return PolicyLint.Check(policy, charter, procedure) is [var fault, ..]
                ? Unfit($"{fault.Field}: {fault.Sentence}")
                : null;
        }

        return PolicyLint.CalendarOf(procedure) is { } calendar
            ? Unfit($"A gate runs by the calendar {calendar}, and there is no risk policy that has it.")
            : null;
    }

    private static Refusal Unfit(string sentence) => new(RefusalCode.InvalidDocument, sentence);
}
