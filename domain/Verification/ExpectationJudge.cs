using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// Holds an expectation against a document. What cannot be compared is unreadable, never met and never unmet.
/// </summary>
public static class ExpectationJudge
{
    public static Judgement Judge(Expectation expectation, JsonElement document)
    {
        var found = JsonPath.Find(document, expectation.Path);
        var value = found is { } element ? JsonData.From(element) : null;
        switch (expectation.Operator)
        {
            case ExpectationOperator.Exists:
                return Tell(
                    value is not null, value, $"{expectation.Path} is {(value is null ? "not there" : "there")}");
            case ExpectationOperator.Absent:
                return Tell(value is null, value, $"{expectation.Path} is {(value is null ? "not there" : "there")}");
            default:
                break;
        }

        if (value is null)
        {
            return new(ObservationVerdict.Unreadable, null, $"there is nothing at {expectation.Path}");
        }

        if (expectation.Value is null)
        {
            return new(ObservationVerdict.Unreadable, value, $"{expectation.Operator} has no value to compare with");
        }

        return Compare(expectation.Operator, value, expectation.Value) is { } holds
            ? Tell(holds, value, Sentence("expected"))
            : new(ObservationVerdict.Unreadable, value, Sentence("which cannot be compared, expected"));

        string Sentence(string link) =>
            $"{expectation.Path} is {Excerpts.Show(value)}, {link} {Words(expectation.Operator)} "
            + $"{Excerpts.Show(expectation.Value)}";
    }

    private static Judgement Tell(bool holds, JsonData? value, string sentence) =>
        new(holds ? ObservationVerdict.Met : ObservationVerdict.NotMet, value, sentence);

    private static bool? Compare(ExpectationOperator how, JsonData actual, JsonData expected) => how switch
    {
        ExpectationOperator.Equals => actual.Equals(expected),
        ExpectationOperator.NotEquals => !actual.Equals(expected),
        ExpectationOperator.LessThan => Order(actual, expected) is { } order ? order < 0 : null,
        ExpectationOperator.AtMost => Order(actual, expected) is { } order ? order <= 0 : null,
        ExpectationOperator.GreaterThan => Order(actual, expected) is { } order ? order > 0 : null,
        ExpectationOperator.AtLeast => Order(actual, expected) is { } order ? order >= 0 : null,
        ExpectationOperator.Contains => Contains(actual, expected),
        ExpectationOperator.NotContains => !Contains(actual, expected),
        ExpectationOperator.Matches => Matches(actual, expected),
        ExpectationOperator.OneOf => OneOf(actual, expected),
        _ => null,
    };

    private static int? Order(JsonData actual, JsonData expected) =>
        Number(actual.Element) is { } left && Number(expected.Element) is { } right ? left.CompareTo(right) : null;

    private static decimal? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number
        && decimal.TryParse(element.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool? Contains(JsonData actual, JsonData expected) => (actual.Element, expected.Element) switch
    {
        ({ ValueKind: JsonValueKind.String } whole, { ValueKind: JsonValueKind.String } part) =>
            whole.GetString()!.Contains(part.GetString()!, StringComparison.Ordinal),
        ({ ValueKind: JsonValueKind.Array } list, _) =>
            list.EnumerateArray().Any(item => JsonData.From(item).Equals(expected)),
        _ => null,
    };

    private static bool? OneOf(JsonData actual, JsonData expected) =>
        expected.Element.ValueKind == JsonValueKind.Array
            ? expected.Element.EnumerateArray().Any(item => JsonData.From(item).Equals(actual))
            : null;

    // NonBacktracking: linear in the input, so a pattern cannot stop the run. A pattern that came in by an argument may
    // be none.
    private static bool? Matches(JsonData actual, JsonData expected)
    {
        if (actual.Element.ValueKind != JsonValueKind.String || expected.Element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            const RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return Regex.IsMatch(actual.Element.GetString()!, expected.Element.GetString()!, options);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Words(ExpectationOperator how) => how switch
    {
        ExpectationOperator.Equals => "to equal",
        ExpectationOperator.NotEquals => "not to equal",
        ExpectationOperator.LessThan => "less than",
        ExpectationOperator.AtMost => "at most",
        ExpectationOperator.GreaterThan => "greater than",
        ExpectationOperator.AtLeast => "at least",
        ExpectationOperator.Contains => "to contain",
        ExpectationOperator.NotContains => "not to contain",
        ExpectationOperator.Matches => "to match",
        ExpectationOperator.OneOf => "one of",
        _ => how.ToString(),
    };
}
