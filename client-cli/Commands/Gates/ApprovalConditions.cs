using System.Text.Json;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Cli.Commands.Gates;

/// <summary>Conditions of an approval as they are typed: <c>READ:OPERATOR:VALUE</c>.</summary>
internal static class ApprovalConditions
{
    private static readonly Dictionary<string, ExpectationOperator> Operators = Enum.GetValues<ExpectationOperator>()
        .ToDictionary(CommandText.Word, StringComparer.Ordinal);

    public static ApprovalCondition Parse(string text)
    {
        var parts = text.Split(':', 3);
        if (parts is not [{ Length: > 0 } read, var word, ..] || !Operators.TryGetValue(word, out var how))
        {
            throw Bad(text);
        }

        var takesValue = how is not (ExpectationOperator.Exists or ExpectationOperator.Absent);
        return takesValue == parts is [_, _, { Length: > 0 }]
            ? new ApprovalCondition(new ReadId(read), how, takesValue ? Value(parts[2]) : null)
            : throw Bad(text);
    }

    private static JsonData Value(string text)
    {
        try
        {
            return JsonData.Parse(text);
        }
        catch (JsonException)
        {
            return JsonData.Of(text);
        }
    }

    private static CliException Bad(string text) => new(
        ExitCode.BadInput,
        "badCondition",
        $"--provided \"{text}\" is not of the form READ:OPERATOR:VALUE",
        $"operators are {string.Join(", ", Operators.Keys)}; the last two take no value");
}
