using System.Reflection;
using System.Runtime.CompilerServices;

namespace Sdk.Tests.Api;

/// <summary>
/// What users can name of an assembly, one line a type and one line a member, in an order of its own: two assemblies
/// offer the same where the lines are the same. Parameter names count, because callers may name them; overrides and
/// what the compiler makes for records do not.
/// </summary>
internal static class ApiSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> RecordMembers = ["PrintMembers", "EqualityContract", "Deconstruct", "<Clone>$"];

    /// <summary>The lines of all public types for which the filter holds.</summary>
    public static IEnumerable<string> Of(Assembly assembly, Func<Type, bool> filter) => assembly.GetExportedTypes()
        .Where(filter)
        .SelectMany(Lines)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>The name of a type as lines give it: with its namespace, and with what it is nested in.</summary>
    public static string FullName(Type type) =>
        $"{type.Namespace}.{(type.DeclaringType is null ? string.Empty : Outer(type))}{Simple(type)}";

    private static string Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) + Simple(outer) + "." : string.Empty;

    private static IEnumerable<string> Lines(Type type)
    {
        var name = FullName(type);
        yield return $"{name} is {Kind(type)}";
        if (type.IsEnum)
        {
            foreach (var constant in Enum.GetNames(type))
            {
                yield return $"{name} :: {constant} = {Convert.ToInt64(Enum.Parse(type, constant), null)}";
            }

            yield break;
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield return $"{name} :: {Method(type.GetMethod("Invoke")!)}";
            yield break;
        }

        var members = type.GetMembers(Declared).Select(member => Member(type, member)).OfType<string>();
        foreach (var member in members)
        {
            yield return $"{name} :: {member}";
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true } => "abstract class" + Base(type),
        _ => "class" + Base(type),
    };

    private static string Base(Type type) =>
        type.BaseType is null || type.BaseType == typeof(object) ? string.Empty : " : " + Text(type.BaseType);

    private static string? Member(Type type, MemberInfo member)
    {
        if (RecordMembers.Contains(member.Name) || member.IsDefined(typeof(CompilerGeneratedAttribute), false))
        {
            return null;
        }

        return member switch
        {
            ConstructorInfo { IsStatic: false } constructor when Visible(type, constructor) && !IsCopy(type, constructor) =>
                $"{Access(constructor)}new({Parameters(constructor)})",
            MethodInfo { IsSpecialName: false } method when Visible(type, method) && !IsOverride(method) && !IsEquals(type, method) =>
                Access(method) + Method(method),
            PropertyInfo property => Property(type, property),
            FieldInfo field when field.IsPublic => $"{(field.IsStatic ? "static " : string.Empty)}{Text(field.FieldType)} {field.Name}",
            EventInfo e when Visible(type, e.AddMethod!) && !IsOverride(e.AddMethod!) => $"event {Text(e.EventHandlerType!)} {e.Name}",
            _ => null,
        };
    }

    private static string? Property(Type type, PropertyInfo property)
    {
        var getter = Seen(type, property.GetMethod);
        var setter = Seen(type, property.SetMethod);
        var any = getter ?? setter;
        if (any is null || IsOverride(any))
        {
            return null;
        }

        var isInit = setter?.ReturnParameter.GetRequiredCustomModifiers()
            .Any(modifier => modifier.Name == nameof(IsExternalInit)) ?? false;
        var index = property.GetIndexParameters() is { Length: > 0 } ? $"[{Indexes(property)}]" : string.Empty;
        return $"{Access(any)}{Modifiers(any)}{Text(property.PropertyType)} {property.Name}{index} {{" +
            $"{(getter is null ? string.Empty : " get;")}{(setter is null ? string.Empty : isInit ? " init;" : " set;")} }}";
    }

    private static MethodInfo? Seen(Type type, MethodInfo? accessor) =>
        accessor is not null && Visible(type, accessor) ? accessor : null;

    private static string Method(MethodInfo method) =>
        $"{Modifiers(method)}{Text(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})";

    private static string Generics(MethodInfo method) => method.IsGenericMethodDefinition
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
        : string.Empty;

    private static string Modifiers(MethodBase method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => string.Empty,
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static bool Visible(Type type, MethodBase method) =>
        method.IsPublic || (!type.IsSealed && (method.IsFamily || method.IsFamilyOrAssembly));

    private static bool IsOverride(MethodInfo method) =>
        method.IsVirtual && method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static bool IsCopy(Type type, ConstructorInfo constructor) =>
        !constructor.IsPublic && constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static bool IsEquals(Type type, MethodInfo method) =>
        method.Name == "Equals" && method.GetParameters() is [var only] && only.ParameterType == type;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Indexes(PropertyInfo property) =>
        string.Join(", ", property.GetIndexParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        var many = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : string.Empty;
        return $"{many}{way}{Text(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = " + Default(parameter) : string.Empty)}";
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "default",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Text(Type type)
    {
        if (type.IsByRef)
        {
            return Text(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Text(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Text(underlying) + "?";
        }

        return type.IsNested && !type.IsGenericParameter
            ? Text(type.DeclaringType!) + "." + Simple(type)
            : Simple(type);
    }

    private static string Simple(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsGenericType && name.Length < type.Name.Length
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
            : name;
    }
}
