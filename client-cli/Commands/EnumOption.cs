using System.CommandLine;
using DirectedExecution.Cli.Directing;

namespace DirectedExecution.Cli.Commands;

/// <summary>An option that takes the values of an enum as lower-case words.</summary>
internal static class EnumOption
{
    public static Option<T> Required<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(CommandText.Word, StringComparer.Ordinal);
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Keys),
            Required = true,
            CustomParser = result =>
            {
                if (words.TryGetValue(result.Tokens.Single().Value, out var value))
                {
                    return value;
                }

                result.AddError(
                    $"{name} takes {string.Join(" or ", words.Keys)}, not '{result.Tokens.Single().Value}'.");
                return default;
            },
        };
    }
}
