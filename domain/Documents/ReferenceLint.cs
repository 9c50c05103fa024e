using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>Whether every <c>{{reference}}</c> of a step can be resolved once its arguments are given.</summary>
internal static class ReferenceLint
{
    public static void Check(Charter charter, Step step, string at, Findings found)
    {
        foreach (var (value, field) in Places(step, at))
        {
            if (Refusal(charter, step, value) is { } refusal)
            {
                found.Add(ProblemCode.BadReference, field, refusal.Sentence,
                    "Declare the argument, name the target under targets, or add the property to the charter.");
            }
        }
    }

    /// <summary>The first reference that does not resolve with arguments as they are declared, or null.</summary>
    public static Refusal? Refusal(Charter charter, Step step, JsonData value)
    {
        var resolver = new ParameterResolver(charter, step.Targets, Arguments(step), "key");
        _ = resolver.Resolve(value);
        return resolver.Refusal;
    }

    /// <summary>Arguments that satisfy the declarations: what does not resolve with them never will.</summary>
    public static JsonData Arguments(Step step) =>
        JsonData.Of(step.Arguments.ToDictionary(argument => argument.Name, Sample, StringComparer.Ordinal));

    public static void CheckPrerequisites(Charter charter, Procedure procedure, Findings found)
    {
        var all = procedure.Prerequisites ?? [];
        for (var index = 0; index < all.Count; index++)
        {
            var resolver = RunChecks.Resolver(charter);
            _ = resolver.Resolve(all[index].Read.Parameters);
            if (all[index].Expect.Value is { } value)
            {
                _ = resolver.Resolve(value);
            }

            if (resolver.Refusal is { } refusal)
            {
                found.Add(
                    ProblemCode.BadReference, $"procedure.prerequisites[{index}].read.parameters",
                    $"A prerequisite may refer to the charter's targets only. {refusal.Sentence}",
                    "Refer to {{targets.ID.NAME}}, or write the value out.");
            }
        }
    }

    private static JsonElement Sample(ArgumentDeclaration argument) => argument.Allowed.IsEmpty
        ? argument.Type switch
        {
            ArgumentType.Text => JsonData.Of("text").Element,
            ArgumentType.Number => JsonData.Of(1).Element,
            _ => JsonData.Of(true).Element,
        }
        : argument.Allowed[0].Element;

    private static IEnumerable<(JsonData Value, string Field)> Places(Step step, string at)
    {
        var places = Call(step.Action, $"{at}.action")
            .Concat(Reads(step.Before, $"{at}.before"))
            .Concat(Reads(step.After, $"{at}.after"));
        return step.Reversal is { } reversal
            ? places.Concat(Call(reversal.Action, $"{at}.reversal.action"))
                .Concat(Reads(reversal.Before, $"{at}.reversal.before"))
                .Concat(Reads(reversal.After, $"{at}.reversal.after"))
            : places;
    }

    private static IEnumerable<(JsonData Value, string Field)> Call(ToolCall call, string at) =>
        [(call.Parameters, $"{at}.parameters")];

    private static IEnumerable<(JsonData Value, string Field)> Reads(ValueList<VerificationRead> reads, string at)
    {
        for (var index = 0; index < reads.Count; index++)
        {
            yield return (reads[index].Call.Parameters, $"{at}[{index}].read.parameters");
            if (reads[index].Expectation.Value is { } value)
            {
                yield return (value, $"{at}[{index}].expect");
            }
        }
    }
}
