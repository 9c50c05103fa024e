using System.Text.Json;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Simulations;

/// <summary>
/// Arguments to try a step with: every combination of what is listed, and two values for what is free.
/// </summary>
internal static class SampleArguments
{
    /// <summary>More combinations than these say nothing new.</summary>
    private const int Most = 256;

    public static bool IsFree(ArgumentDeclaration argument) =>
        argument.Allowed.IsEmpty && argument.Type != ArgumentType.Boolean;

    /// <summary>Pairs that differ in the free arguments only; without any, both are the same.</summary>
    public static IEnumerable<(JsonData One, JsonData Other, string Listed)> Of(Step step)
    {
        IEnumerable<ValueList<(string Name, JsonElement Value)>> combinations = [[]];
        foreach (var argument in step.Arguments.Where(argument => !IsFree(argument)))
        {
            combinations = combinations.SelectMany(
                one => Listed(argument).Select(value => one.Add((argument.Name, value))));
        }

        var free = step.Arguments.Where(IsFree).ToList();
        return combinations.Take(Most).Select(listed => (
            Make(listed, free, "text", 1),
            Make(listed, free, "another", 2),
            string.Join(", ", listed.Select(one => $"{one.Name} {JsonData.From(one.Value)}"))));
    }

    private static IEnumerable<JsonElement> Listed(ArgumentDeclaration argument) => argument.Allowed.IsEmpty
        ? [JsonData.Of(true).Element, JsonData.Of(false).Element]
        : argument.Allowed.Select(value => value.Element);

    private static JsonData Make(
        ValueList<(string Name, JsonElement Value)> listed, List<ArgumentDeclaration> free, string text, int number) =>
        JsonData.Of(listed
            .Concat(free.Select(argument => (
                argument.Name,
                Value: argument.Type == ArgumentType.Text ? JsonData.Of(text).Element : JsonData.Of(number).Element)))
            .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal));
}
