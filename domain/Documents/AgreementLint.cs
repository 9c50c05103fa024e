using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Whether the agreement rules of a step can be kept by its reads.</summary>
internal static class AgreementLint
{
    public static void Check(Step step, string at, Findings found)
    {
        var rules = step.Agreement ?? [];
        found.Unique(rules.Select(rule => rule.Fact), $"{at}.agreement", "fact");
        for (var index = 0; index < rules.Count; index++)
        {
            Check(step, rules[index], $"{at}.agreement[{index}]", found);
        }
    }

    private static void Check(Step step, AgreementRule rule, string at, Findings found)
    {
        var lists = Lists(step).ToList();
        var counts = lists.Select(reads => reads.Count(read => read.Fact == rule.Fact))
            .Where(count => count > 0)
            .ToList();
        if (counts.Count == 0)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.fact", $"Nothing is read about \"{rule.Fact}\"."
                + Nearest.Hint(rule.Fact, lists.SelectMany(reads => reads.Select(read => read.Fact)).Distinct()),
                "Name the fact of a read of this step.");
            return;
        }

        var fewest = counts.Min();
        if (rule.Rule == AgreementKind.AtLeast != rule.Count is not null)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.count", "A count goes with the rule atLeast, and with no other.",
                rule.Count is null ? "Add count." : "Take count away, or write rule: atLeast.");
        }
        else if (rule.Count is { } count && (count < 1 || count > fewest))
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.count",
                string.Create(CultureInfo.InvariantCulture, $"{count} of {fewest} sources cannot be asked for."),
                string.Create(CultureInfo.InvariantCulture, $"Write a number from 1 to {fewest}, or add sources."));
        }

        if (rule.Rule == AgreementKind.Majority && fewest < 3)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.rule", "A majority of fewer than three sources is all of them.",
                "Write rule: all, or add sources.");
        }

        if (rule.Tolerance < 0)
        {
            found.Add(ProblemCode.BadValue, $"{at}.tolerance", "A tolerance is never negative.", "Write 0 or more.");
        }
    }

    private static IEnumerable<ValueList<VerificationRead>> Lists(Step step) => step.Reversal is { } reversal
        ? [step.Before, step.After, reversal.Before, reversal.After]
        : [step.Before, step.After];
}
