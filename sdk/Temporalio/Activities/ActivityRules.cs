using System.Reflection;
using Temporalio.Converters;
using Temporalio.Workflows;

namespace Temporalio.Activities;

/// <summary>What makes a method an activity, how it is named, and what its task yields.</summary>
internal static class ActivityRules
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Methods of a type that have the attribute; of an overridden method the nearest one.</summary>
    public static IEnumerable<MethodInfo> AttributedMethods(Type type)
    {
        IEnumerable<Type> types = type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
        return types.SelectMany(t => t.GetMethods(AnyMethod))
            .Where(m => m.GetCustomAttribute<ActivityAttribute>(inherit: false) != null);
    }

    public static string? NameOf(ActivityAttribute attribute, MethodInfo method)
    {
        if (attribute.Dynamic)
        {
            return attribute.Name == null
                ? null
                : throw new ArgumentException($"The activity {method} cannot be dynamic and have custom name");
        }
        if (attribute.Name != null)
        {
            return attribute.Name;
        }
        var name = PlainName(method.Name);
        const string suffix = "Async";
        return typeof(Task).IsAssignableFrom(method.ReturnType) &&
            name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)
                ? name[..^suffix.Length]
                : name;
    }

    public static void CheckMethod(MethodInfo method)
    {
        if (method.ContainsGenericParameters)
        {
            throw new ArgumentException($"The activity {method} contains generic parameters");
        }
        if (method.GetParameters().FirstOrDefault(p => p.ParameterType.IsByRef) is { } byRef)
        {
            throw new ArgumentException($"The activity {method} has disallowed ref/out parameter {byRef.Name}");
        }
    }

    public static void CheckShape(string? name, Type returnType, IReadOnlyCollection<Type> types, int required)
    {
        if (required < 0 || required > types.Count)
        {
            throw new ArgumentException(
                $"The activity {name} has {types.Count} parameters and cannot require {required}", nameof(required));
        }
        if (returnType == typeof(ValueTask) ||
            (returnType.IsGenericType && returnType.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            throw new ArgumentException($"The activity {name} returns a ValueTask; return a Task", nameof(returnType));
        }
        if (name == null && (types.Count != 1 || required != 1 || types.Single() != typeof(IRawValue[])))
        {
            throw new ArgumentException(
                "A dynamic activity must accept a required array of IRawValue and nothing else", nameof(types));
        }
        if (name != null && HandlerRules.ReservedPrefixOf(name) is { } prefix)
        {
            throw new ArgumentException($"Activity name {name} cannot start with {prefix}", nameof(name));
        }
    }

    /// <summary>
    /// The declared type decides: at run time the task of an <c>async Task</c> method is a generic task of an internal
    /// struct.
    /// </summary>
    public static object? ResultOf(Task task, Type declared)
    {
        if (declared == typeof(void) || declared == typeof(Task))
        {
            return null;
        }
        for (var type = task.GetType(); type != null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            {
                var isVoid = type.GetGenericArguments()[0].Name == "VoidTaskResult";
                return isVoid ? null : type.GetProperty(nameof(Task<object>.Result))!.GetValue(task);
            }
        }
        return null;
    }

    // A local function is compiled to <Outer>g__Name|0_0. A lambda has no name of its own.
    private static string PlainName(string compiled)
    {
        const string marker = ">g__";
        var start = compiled.IndexOf(marker, StringComparison.Ordinal);
        if (start >= 0)
        {
            start += marker.Length;
            var end = compiled.IndexOf('|', start);
            return end < 0 ? compiled[start..] : compiled[start..end];
        }
        return compiled.StartsWith('<')
            ? throw new ArgumentException($"{compiled} appears to be a lambda: its Activity attribute needs a name")
            : compiled;
    }
}
