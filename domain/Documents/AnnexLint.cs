using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Whether sensitive evidence can be judged without being seen, and whether somebody may see it.</summary>
internal static class AnnexLint
{
    public static void Check(Charter charter, Procedure procedure, Findings found)
    {
        if (Calls(charter, procedure).Any(call => call.Sensitive == true)
            && charter.Roles.AnnexReaders is not { IsEmpty: false })
        {
            found.Add(
                ProblemCode.MissingField, "charter.roles.annexReaders",
                "There are sensitive calls, and nobody may read what they bring.",
                "Name who may: annexReaders under roles; and under annexErasers who may erase it.");
        }
    }

    public static void Check(Step step, string at, Findings found)
    {
        CheckReads(step, step.Before, $"{at}.before", found);
        CheckReads(step, step.After, $"{at}.after", found);
        CheckReads(step, step.Reversal?.Before ?? [], $"{at}.reversal.before", found);
        CheckReads(step, step.Reversal?.After ?? [], $"{at}.reversal.after", found);
    }

    private static void CheckReads(Step step, ValueList<VerificationRead> reads, string at, Findings found)
    {
        for (var index = 0; index < reads.Count; index++)
        {
            var read = reads[index];
            if (read.Call.Sensitive != true)
            {
                continue;
            }

            if (reads.Any(other => other.Fact == read.Fact && other.Call.Sensitive != true
                && other.Binding == ReadBinding.Value && read.Binding == ReadBinding.Value))
            {
                found.Add(
                    ProblemCode.BadValue, $"{at}[{index}].read.sensitive",
                    $"Another source of \"{read.Fact}\" is not sensitive; a sealed value cannot be held against it.",
                    "Mark all reads of the fact, or bind them to the outcome: bind: outcome.");
            }

            if ((step.Agreement ?? []).Any(rule => rule.Fact == read.Fact && rule.Tolerance is not null))
            {
                found.Add(
                    ProblemCode.NotSupported, $"{at}[{index}].read.sensitive",
                    $"\"{read.Fact}\" has a tolerance, and sealed values are equal or not.",
                    "Take the tolerance away, or bind the reads to the outcome and drop it.");
            }
        }
    }

    private static IEnumerable<ToolCall> Calls(Charter charter, Procedure procedure) =>
    [
        .. charter.NoGoConditions.Concat(procedure.NoGoConditions).Select(condition => condition.Read),
        .. charter.Boundaries.Select(boundary => boundary.Observed?.Read).OfType<ToolCall>(),
        .. (procedure.Prerequisites ?? []).Select(prerequisite => prerequisite.Read),
        .. procedure.Steps.SelectMany(Calls),
    ];

    private static IEnumerable<ToolCall> Calls(Step step) =>
    [
        step.Action,
        .. step.Before.Concat(step.After).Select(read => read.Call),
        .. step.Reversal is { } reversal
            ? reversal.Before.Concat(reversal.After).Select(read => read.Call).Prepend(reversal.Action)
            : [],
    ];
}
