using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary>
/// NAME=VALUE pairs as the procedure declares their types. What is not declared is sent as text: the run refuses it.
/// </summary>
internal static class StepArguments
{
    public static JsonData? Parse(string[] pairs, IEnumerable<ArgumentDeclaration> declared)
    {
        if (pairs.Length == 0)
        {
            return null;
        }

        var types = declared.ToDictionary(argument => argument.Name, argument => argument.Type, StringComparer.Ordinal);
        var values = new SortedDictionary<string, JsonData>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw Bad($"--arg \"{pair}\" is not of the form NAME=VALUE", "write for example --arg batch=25");
            }

            var name = pair[..equals];
            if (!values.TryAdd(name, Value(name, pair[(equals + 1)..], types.GetValueOrDefault(name))))
            {
                throw Bad($"the argument {name} is given twice", "give it once");
            }
        }

        return JsonData.Of(values);
    }

    private static JsonData Value(string name, string text, ArgumentType type) => type switch
    {
        ArgumentType.Number => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number)
            ? JsonData.Of(number)
            : throw Bad($"the argument {name} is a number, and \"{text}\" is none", "write it with digits and a point"),
        ArgumentType.Boolean => text switch
        {
            "true" => JsonData.Of(true),
            "false" => JsonData.Of(false),
            _ => throw Bad($"the argument {name} is true or false, and \"{text}\" is neither", "write true or false"),
        },
        _ => JsonData.Of(text),
    };

    private static CliException Bad(string sentence, string fix) =>
        new(ExitCode.BadUsage, "badArgument", sentence, fix);
}
