using System.Reflection;
using Temporalio.Converters;
using Temporalio.Runtime;

namespace Temporalio.Workflows;

/// <summary>What all handlers of a workflow have in common: names, shapes, reserved words.</summary>
internal static class HandlerRules
{
    private static readonly string[] ReservedNames = ["__stack_trace", "__enhanced_stack_trace"];

    public static bool IsReserved(string name) => ReservedPrefixOf(name) is not null;

    /// <summary>The reserved prefix, or name, that a name runs into; null when it is free.</summary>
    public static string? ReservedPrefixOf(string name) => name.StartsWith(TemporalRuntime.ReservedNamePrefix, StringComparison.Ordinal)
        ? TemporalRuntime.ReservedNamePrefix
        : ReservedNames.FirstOrDefault(reserved => name == reserved);

    public static string TrimAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;

    public static void RequirePublicInstance(MethodInfo method, string what)
    {
        if (!method.IsPublic)
        {
            throw new ArgumentException($"{what} method {method} must be public");
        }

        if (method.IsStatic)
        {
            throw new ArgumentException($"{what} method {method} cannot be static");
        }
    }

    public static string? NameOf(string? given, bool dynamic, string byMember, MethodInfo method, string what)
    {
        if (dynamic && given is not null)
        {
            throw new ArgumentException($"{what} method {method} cannot be dynamic with custom name");
        }

        return dynamic ? null : given ?? byMember;
    }

    public static void RequireName(MethodInfo method, string? name, string what)
    {
        if (method.ContainsGenericParameters)
        {
            throw new ArgumentException($"{method} with {what} contains generic parameters");
        }

        if (name is null)
        {
            var parameters = method.GetParameters();
            if (parameters.Length != 2 || parameters[0].ParameterType != typeof(string) ||
                parameters[1].ParameterType != typeof(IRawValue[]))
            {
                throw new ArgumentException($"Dynamic {what} method {method} must accept string and an array of IRawValue");
            }
        }
        else if (ReservedPrefixOf(name) is { } prefix)
        {
            throw new ArgumentException($"{what["Workflow".Length..]} handler name {name} cannot start with {prefix}");
        }
    }

    public static bool SameParameters(MethodBase one, MethodBase other) =>
        one.GetParameters().Select(p => p.ParameterType).SequenceEqual(other.GetParameters().Select(p => p.ParameterType));
}
