using System.Globalization;
using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>Turns a literal of a query into a value of the compared attribute's type.</summary>
internal static class QueryLiteral
{
    private const string DurationField = "ExecutionDuration";

    /// <summary>Words, lists and truths have no order that a query may use.</summary>
    public static bool IsOrdered(VisibilityField field) =>
        !field.IsMany && field.Type != IndexedValueType.Bool && field.Name != SystemNames.ExecutionStatus;

    public static bool CanHavePrefix(VisibilityField field) =>
        field.Type == IndexedValueType.Keyword && field.Name != SystemNames.ExecutionStatus;

    /// <exception cref="RpcError">INVALID_ARGUMENT: not of the attribute's type.</exception>
    public static object Read(VisibilityField field, QueryToken token)
    {
        var value = field switch
        {
            { Name: SystemNames.ExecutionStatus } => ReadStatus(token),
            { Name: DurationField } => ReadDuration(token),
            _ => ReadTyped(field.Type, token),
        };
        return value ?? throw RpcError.InvalidArgument(
            $"invalid query: '{token.Text}' at position {token.Position} is not a value for {field.Name}, " +
            $"which is of type {SearchAttributeTypes.NameOf(field.Type)}");
    }

    private static object? ReadTyped(IndexedValueType type, QueryToken token) => (type, token.Kind) switch
    {
        (IndexedValueType.Keyword or IndexedValueType.Text or IndexedValueType.KeywordList, QueryTokenKind.Text) =>
            token.Text,
        (IndexedValueType.Int, QueryTokenKind.Number) => ReadInt(token.Text),
        (IndexedValueType.Double, QueryTokenKind.Number) =>
            double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
        (IndexedValueType.Bool, QueryTokenKind.Word or QueryTokenKind.Text) =>
            bool.TryParse(token.Text, out var truth) ? truth : null,
        (IndexedValueType.Datetime, QueryTokenKind.Text) => SearchAttributeValue.ReadTime(token.Text),
        (IndexedValueType.Datetime, QueryTokenKind.Number) => ReadInt(token.Text) is long nanos
            ? SearchAttributeValue.Truncate(DateTimeOffset.UnixEpoch.AddTicks(nanos / TimeSpan.NanosecondsPerTick))
            : null,
        _ => null,
    };

    private static long? ReadInt(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>A name of a status, or its number.</summary>
    private static string? ReadStatus(QueryToken token)
    {
        var isKnown = token.Kind switch
        {
            QueryTokenKind.Text => !int.TryParse(token.Text, CultureInfo.InvariantCulture, out _),
            QueryTokenKind.Number => true,
            _ => false,
        } & Enum.TryParse<WorkflowExecutionStatus>(token.Text, out var status);
        return isKnown && Enum.IsDefined(status) ? status.ToString() : null;
    }

    /// <summary>Nanoseconds, a Go duration (1h30m), or hh:mm:ss.</summary>
    private static long? ReadDuration(QueryToken token)
    {
        if (ReadInt(token.Text) is { } nanos)
        {
            return nanos;
        }

        var parts = token.Text.Split(':');
        if (parts.Length == 3 && parts.All(part => int.TryParse(part, CultureInfo.InvariantCulture, out _)))
        {
            var numbers = Array.ConvertAll(parts, part => long.Parse(part, CultureInfo.InvariantCulture));
            return ((numbers[0] * 3600) + (numbers[1] * 60) + numbers[2]) * 1_000_000_000L;
        }

        return GoDuration.Read(token.Text);
    }
}
