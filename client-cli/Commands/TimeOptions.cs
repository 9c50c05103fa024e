using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DirectedExecution.Domain.Documents;

namespace DirectedExecution.Cli.Commands;

/// <summary>Moments and times as people type them.</summary>
internal static class TimeOptions
{
    public static Option<TimeSpan?> For(string description) => new("--for")
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Durations.Parse(result.Tokens.Single().Value) is { } time
            ? time
            : Bad<TimeSpan?>(result, "--for takes a whole number and a unit, such as 30m, 6h, 2d"),
    };

    public static Option<DateTimeOffset?> Until(string description, string name = "--until") => new(name)
    {
        Description = description,
        HelpName = "MOMENT",
        CustomParser = result => DateTimeOffset.TryParse(
            result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : Bad<DateTimeOffset?>(result, $"{name} takes a moment, such as 2030-01-31T14:00Z"),
    };

    /// <summary>Whether an option was typed; its value may still be none.</summary>
    public static bool Has(this CommandResult command, Option option) =>
        command.GetResult(option) is { Implicit: false };

    private static T? Bad<T>(ArgumentResult result, string sentence)
    {
        result.AddError($"{sentence}, not '{result.Tokens.Single().Value}'.");
        return default;
    }
}
