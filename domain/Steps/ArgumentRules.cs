using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// The arguments of a directive against their declaration: none unknown, none missing, none of another type.
/// </summary>
internal static class ArgumentRules
{
    public static Refusal? Check(Step step, JsonData arguments)
    {
        if (arguments.Element.ValueKind != JsonValueKind.Object)
        {
            return new(RefusalCode.BadArgument, "The arguments are not a JSON object.");
        }

        foreach (var given in arguments.Element.EnumerateObject())
        {
            if (!step.Arguments.Any(declared => declared.Name == given.Name))
            {
                return new(RefusalCode.UnknownArgument, $"The step {step.Id} has no argument \"{given.Name}\".");
            }
        }

        return step.Arguments.Select(declared => Check(step, declared, arguments.Element))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Check(Step step, ArgumentDeclaration declared, JsonElement arguments)
    {
        if (!arguments.TryGetProperty(declared.Name, out var value))
        {
            return declared.Required
                ? new(RefusalCode.MissingArgument, $"The step {step.Id} needs the argument \"{declared.Name}\".")
                : null;
        }

        var fits = declared.Type switch
        {
            ArgumentType.Text => value.ValueKind == JsonValueKind.String,
            ArgumentType.Number => value.ValueKind == JsonValueKind.Number,
            _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        };
        if (!fits)
        {
            return new(
                RefusalCode.BadArgument,
                $"The argument \"{declared.Name}\" is to be a {declared.Type}; it is {value.GetRawText()}.");
        }

        return declared.Allowed.IsEmpty || declared.Allowed.Contains(JsonData.From(value))
            ? null
            : new(RefusalCode.BadArgument,
                $"The argument \"{declared.Name}\" may be {string.Join(" or ", declared.Allowed)}; it is "
                + $"{value.GetRawText()}.");
    }
}
