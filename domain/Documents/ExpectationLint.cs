using System.Text.Json;
using System.Text.RegularExpressions;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Whether an expectation can be judged at all.</summary>
internal static class ExpectationLint
{
    public static void Check(Expectation expectation, string at, Findings found)
    {
        if (JsonPath.Parse(expectation.Path, out var problem) is null)
        {
            found.Add(
                ProblemCode.BadExpectation, $"{at}.path", problem!, "Write a path such as $.queue.depth or rows[0].n.");
        }

        var needsNone = expectation.Operator is ExpectationOperator.Exists or ExpectationOperator.Absent;
        if (needsNone)
        {
            return;
        }

        var name = JsonNamingPolicy.CamelCase.ConvertName(expectation.Operator.ToString());
        if (expectation.Value is not { } value)
        {
            found.Add(ProblemCode.BadExpectation, at, $"{name} has no value to compare with.", $"Write {name}: value.");
            return;
        }

        if (value.Text.Contains("{{", StringComparison.Ordinal))
        {
            return;
        }

        var wrong = expectation.Operator switch
        {
            ExpectationOperator.LessThan or ExpectationOperator.AtMost or ExpectationOperator.GreaterThan
                or ExpectationOperator.AtLeast
                when value.Element.ValueKind != JsonValueKind.Number => "a number",
            ExpectationOperator.Matches when !IsPattern(value.Element) =>
                "a regular expression without back-references and look-around",
            ExpectationOperator.OneOf when value.Element.ValueKind != JsonValueKind.Array => "a list",
            _ => null,
        };
        if (wrong is not null)
        {
            found.Add(
                ProblemCode.BadExpectation, $"{at}.{name}", $"{name} compares with {wrong}, not with {value}.",
                $"Write {wrong}.");
        }
    }

    private static bool IsPattern(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            _ = new Regex(value.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
