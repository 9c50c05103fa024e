using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Temporalio.Converters;

namespace Temporalio.Activities;

/// <summary>An activity that a worker can run: its name, its shape and how it is called.</summary>
public class ActivityDefinition
{
    private static readonly ConcurrentDictionary<MethodInfo, string?> NameCache = new();

    private readonly Func<object?[], object?> invoker;
    private readonly IReadOnlyList<object?> defaults;

    private ActivityDefinition(
        string? name,
        Type returnType,
        IReadOnlyCollection<Type> parameterTypes,
        int requiredParameterCount,
        Func<object?[], object?> invoker,
        MethodInfo? methodInfo)
    {
        Name = name;
        ReturnType = returnType;
        ParameterTypes = parameterTypes;
        RequiredParameterCount = requiredParameterCount;
        this.invoker = invoker;
        MethodInfo = methodInfo;
        defaults = methodInfo?.GetParameters().Select(DefaultOf).ToArray() ?? [];
    }

    /// <summary>Gets the name, or null for a dynamic activity.</summary>
    public string? Name { get; }

    /// <summary>Gets the declared return type, a task type for asynchronous activities.</summary>
    public Type ReturnType { get; }

    /// <summary>Gets the types of the parameters.</summary>
    public IReadOnlyCollection<Type> ParameterTypes { get; }

    /// <summary>Gets how many parameters have no default value.</summary>
    public int RequiredParameterCount { get; }

    /// <summary>Gets a value indicating whether this activity takes every type that is not registered.</summary>
    public bool Dynamic => Name == null;

    /// <summary>Gets the method, when the definition was made from one.</summary>
    public MethodInfo? MethodInfo { get; }

    /// <summary>Makes a definition from a delegate whose method has the <see cref="ActivityAttribute"/>.</summary>
    /// <param name="del">The delegate.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The method is no valid activity.</exception>
    public static ActivityDefinition Create(Delegate del) => Create(del.Method, args => InvokeDelegate(del, args));

    /// <summary>Makes a definition without reflection.</summary>
    /// <param name="name">Name, or null for a dynamic activity.</param>
    /// <param name="returnType">Return type; a task type when the invoker returns a task.</param>
    /// <param name="parameterTypes">Types of the parameters.</param>
    /// <param name="requiredParameterCount">How many of the parameters have to be given.</param>
    /// <param name="invoker">Called with exactly as many arguments as there are parameters.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The parts contradict each other.</exception>
    public static ActivityDefinition Create(
        string? name,
        Type returnType,
        IReadOnlyCollection<Type> parameterTypes,
        int requiredParameterCount,
        Func<object?[], object?> invoker)
    {
        ActivityRules.CheckShape(name, returnType, parameterTypes, requiredParameterCount);
        return new(name, returnType, parameterTypes, requiredParameterCount, invoker, null);
    }

    /// <summary>Makes a definition from a method that has the <see cref="ActivityAttribute"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="invoker">How the method is called, with exactly as many arguments as it has parameters.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The method is no valid activity.</exception>
    public static ActivityDefinition Create(MethodInfo method, Func<object?[], object?> invoker) =>
        CreateWithoutAttribute(NameFromMethod(method), method, invoker);

    /// <summary>Makes a definition from any method.</summary>
    /// <param name="name">Name, or null for a dynamic activity.</param>
    /// <param name="method">The method.</param>
    /// <param name="invoker">How the method is called, with exactly as many arguments as it has parameters.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The method is no valid activity.</exception>
    public static ActivityDefinition CreateWithoutAttribute(
        string? name, MethodInfo method, Func<object?[], object?> invoker)
    {
        ActivityRules.CheckMethod(method);
        var parameters = method.GetParameters();
        var types = parameters.Select(p => p.ParameterType).ToArray();
        var required = parameters.Count(p => !p.HasDefaultValue);
        ActivityRules.CheckShape(name, method.ReturnType, types, required);
        return new(name, method.ReturnType, types, required, invoker, method);
    }

    /// <summary>Makes definitions of all methods of a type that have the <see cref="ActivityAttribute"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="instance">The instance to call; may be null when all the methods are static.</param>
    /// <returns>The definitions, at least one.</returns>
    /// <exception cref="ArgumentException">A method is no valid activity, or there is none.</exception>
    /// <exception cref="InvalidOperationException">The instance is missing.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateAll<T>(T? instance) => CreateAll(typeof(T), instance);

    /// <summary>Makes definitions of all methods of a type that have the <see cref="ActivityAttribute"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">The instance to call; may be null when all the methods are static.</param>
    /// <returns>The definitions, at least one.</returns>
    /// <exception cref="ArgumentException">A method is no valid activity, or there is none.</exception>
    /// <exception cref="InvalidOperationException">The instance is missing.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateAll(Type type, object? instance)
    {
        var definitions = ActivityRules.AttributedMethods(type).Select(method =>
        {
            if (!method.IsStatic && instance == null)
            {
                throw new InvalidOperationException(
                    $"Instance not provided, but the activity {method.Name} of {type} is not static");
            }
            return Create(method, args => InvokeMethod(method, instance, args));
        }).ToArray();
        return definitions.Length > 0
            ? definitions
            : throw new ArgumentException($"No activities on {type}: no method has the Activity attribute", nameof(type));
    }

    /// <summary>Runs the activity.</summary>
    /// <param name="parameters">
    /// The arguments; missing ones at the end take their default values.
    /// </param>
    /// <returns>What the activity returned; null when it is declared to return nothing.</returns>
    /// <exception cref="ArgumentException">There are fewer arguments than required or more than parameters.</exception>
    public async Task<object?> InvokeAsync(object?[] parameters)
    {
        if (parameters.Length < RequiredParameterCount || parameters.Length > ParameterTypes.Count)
        {
            throw new ArgumentException(
                $"The activity {Name} takes {RequiredParameterCount} to {ParameterTypes.Count} arguments, " +
                $"{parameters.Length} were given",
                nameof(parameters));
        }
        var result = invoker([.. parameters, .. defaults.Skip(parameters.Length)]);
        if (result is not Task task)
        {
            return ReturnType == typeof(void) ? null : result;
        }
        await task.ConfigureAwait(false);
        return ActivityRules.ResultOf(task, ReturnType);
    }

    /// <summary>The name that an attributed method has as an activity.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The name, or null when the activity is dynamic.</returns>
    /// <exception cref="ArgumentException">The attribute is missing.</exception>
    internal static string? NameFromMethod(MethodInfo method) => NameCache.GetOrAdd(method, static m =>
    {
        var attribute = m.GetCustomAttribute<ActivityAttribute>(inherit: false)
            ?? throw new ArgumentException($"{m} is missing Activity attribute", nameof(method));
        return ActivityRules.NameOf(attribute, m);
    });

    /// <summary>Calls a method so that its own exceptions come out unwrapped.</summary>
    /// <param name="method">The method.</param>
    /// <param name="instance">Instance, or null for a static method.</param>
    /// <param name="args">Arguments.</param>
    /// <returns>What the method returned.</returns>
    internal static object? InvokeMethod(MethodInfo method, object? instance, object?[] args) =>
        method.Invoke(
            method.IsStatic ? null : instance, BindingFlags.DoNotWrapExceptions, null, args, culture: null);

    private static object? InvokeDelegate(Delegate del, object?[] args)
    {
        try
        {
            return del.DynamicInvoke(args);
        }
        catch (TargetInvocationException e) when (e.InnerException != null)
        {
            ExceptionDispatchInfo.Capture(e.InnerException).Throw();
            throw;
        }
    }

    // A parameter that is optional without a stated value counts as required, so its value here is never used.
    private static object? DefaultOf(ParameterInfo parameter) =>
        !parameter.HasDefaultValue ? null
        : parameter.DefaultValue is null && parameter.ParameterType.IsValueType
            ? Activator.CreateInstance(parameter.ParameterType)
            : parameter.DefaultValue;
}
