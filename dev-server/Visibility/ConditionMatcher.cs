using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// Holds a condition against a run, in SQL's logic of three values: a comparison with an absent scalar is neither true
/// nor false, and only true selects. An absent list or text is an empty one.
/// </summary>
internal static class ConditionMatcher
{
    private static readonly char[] TokenBreaks =
        [' ', '\t', '\n', '\r', ',', '.', ';', ':', '-', '/', '(', ')', '\'', '"'];

    public static bool IsMatch(Condition condition, WorkflowExecutionInfo run) => Holds(condition, run) == true;

    // The lifted operators of bool? are SQL's three-valued AND, OR and NOT.
    private static bool? Holds(Condition condition, WorkflowExecutionInfo run) => condition switch
    {
        Condition.And and => Holds(and.Left, run) & Holds(and.Right, run),
        Condition.Or or => Holds(or.Left, run) | Holds(or.Right, run),
        Condition.Not not => !Holds(not.Inner, run),
        Condition.IsNull isNull => isNull.Field.Read(run) is null,
        Condition.AnyOf anyOf => HasAny(anyOf.Field, anyOf.Field.Read(run), anyOf.Values),
        Condition.Compare compare => Compare(compare.Field.Read(run), compare.Sign, compare.Value),
        Condition.StartsWith prefix =>
            prefix.Field.Read(run) is string text ? text.StartsWith(prefix.Prefix, StringComparison.Ordinal) : null,
        _ => throw new InvalidOperationException($"Unknown condition {condition}."),
    };

    private static bool? HasAny(VisibilityField field, object? found, IReadOnlyList<object> values) => field.Type switch
    {
        IndexedValueType.KeywordList => found is string[] items && items.Any(values.Contains),
        IndexedValueType.Text => found is string text && values.Any(value => HasAnyToken(text, (string)value)),
        _ => found is null ? null : values.Contains(found),
    };

    private static bool HasAnyToken(string text, string wanted)
    {
        var tokens =
            text.Split(TokenBreaks, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return wanted.Split(TokenBreaks, StringSplitOptions.RemoveEmptyEntries).Any(tokens.Contains);
    }

    private static bool? Compare(object? found, CompareSign sign, object value)
    {
        if (found is null)
        {
            return null;
        }

        var order = found is string text
            ? string.CompareOrdinal(text, (string)value)
            : ((IComparable)found).CompareTo(value);
        return sign switch
        {
            CompareSign.Less => order < 0,
            CompareSign.LessOrEqual => order <= 0,
            CompareSign.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
