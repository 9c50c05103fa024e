using System.Reflection;
using Temporalio.Converters;

namespace Temporalio.Workflows;

/// <summary>What all handlers of a workflow have in common: names, shapes, reserved words.</summary>
internal static class HandlerRules
{
    /// <summary>Prefix of names that belong to Temporal; dynamic handlers never see them.</summary>
    public const string ReservedPrefix = "__temporal";

    private static readonly string[] ReservedNames = ["__stack_trace", "__enhanced_stack_trace"];

    public static bool IsReserved(string name) =>
        name.StartsWith(ReservedPrefix, StringComparison.Ordinal) || ReservedNames.Contains(name, StringComparer.Ordinal);

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
            throw new ArgumentException($"{what} method {method} cannot be dynamic and have a name");
        }

        return dynamic ? null : given ?? byMember;
    }

    public static void RequireName(MethodInfo method, string? name, string what)
    {
        if (method.ContainsGenericParameters)
        {
            throw new ArgumentException($"{what} method {method} cannot be generic");
        }

        if (name is null)
        {
            var parameters = method.GetParameters();
            if (parameters.Length != 2 || parameters[0].ParameterType != typeof(string) ||
                parameters[1].ParameterType != typeof(IRawValue[]))
            {
                throw new ArgumentException($"{what} method {method} is dynamic and must take a string and an IRawValue array");
            }
        }
        else if (IsReserved(name))
        {
            throw new ArgumentException($"{what} name {name} is reserved");
        }
    }

    public static bool SameParameters(MethodBase one, MethodBase other) =>
        one.GetParameters().Select(p => p.ParameterType).SequenceEqual(other.GetParameters().Select(p => p.ParameterType));
}
