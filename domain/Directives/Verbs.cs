using System.Reflection;
using System.Text.Json.Serialization;

namespace DirectedExecution.Domain.Directives;

/// <summary>The verbs by name, as the family declares them.</summary>
public static class Verbs
{
    private static readonly Dictionary<Type, string> Names = typeof(Instruction)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>All verbs, in the order of declaration.</summary>
    public static IEnumerable<string> All => Names.Values;

    public static bool IsKnown(string verb) => Names.ContainsValue(verb);

    public static string Of(Instruction instruction) => Names[instruction.GetType()];
}
