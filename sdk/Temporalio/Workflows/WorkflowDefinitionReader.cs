using System.Reflection;
using Temporalio.Converters;

namespace Temporalio.Workflows;

/// <summary>Reads a workflow type once and collects everything that is wrong with it.</summary>
internal sealed class WorkflowDefinitionReader(Type type)
{
    private const BindingFlags AllMembers =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private const BindingFlags PublicUnwrapped =
        BindingFlags.DoNotWrapExceptions | BindingFlags.Instance | BindingFlags.Public;

    private readonly List<string> errors = [];
    private MethodInfo? runMethod;
    private ConstructorInfo? initConstructor;

    public Type Type { get; } = type;

    public WorkflowAttribute Attribute { get; } = type.GetCustomAttribute<WorkflowAttribute>(false) ??
        throw new ArgumentException($"{type} is missing Workflow attribute");

    public Dictionary<string, WorkflowSignalDefinition> Signals { get; } = [];

    public WorkflowSignalDefinition? DynamicSignal { get; private set; }

    public Dictionary<string, WorkflowQueryDefinition> Queries { get; } = [];

    public WorkflowQueryDefinition? DynamicQuery { get; private set; }

    public Dictionary<string, WorkflowUpdateDefinition> Updates { get; } = [];

    public WorkflowUpdateDefinition? DynamicUpdate { get; private set; }

    public Func<object?, WorkflowDefinitionOptions>? DynamicOptionsGetter { get; private set; }

    public WorkflowDefinition Read(string? nameOverride, Func<object?[], object>? creatorOverride)
    {
        var name = ReadName(nameOverride);
        var methods = MethodsOf(Type).ToArray();
        ReadRun(methods);
        foreach (var method in methods)
        {
            ReadSignal(method);
            ReadQuery(method);
            ReadDynamicOptions(method);
        }

        foreach (var property in Type.GetProperties(AllMembers))
        {
            ReadQueryProperty(property);
        }

        ReadUpdates(methods);
        var creator = creatorOverride ?? ReadCreator();
        return errors.Count switch
        {
            0 => new WorkflowDefinition(this, name, runMethod!, creator),
            1 => throw new ArgumentException(errors[0]),
            _ => throw new AggregateException(errors.Select(e => new ArgumentException(e))),
        };
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.IsInterface
        ? type.GetMethods(AllMembers).Concat(type.GetInterfaces().SelectMany(i => i.GetMethods(AllMembers)))
        : type.GetMethods(AllMembers | BindingFlags.FlattenHierarchy);

    private string? ReadName(string? nameOverride)
    {
        if (Type.ContainsGenericParameters || Type.IsGenericType)
        {
            errors.Add($"{Type} has generic type arguments");
        }

        if (Attribute.Dynamic)
        {
            if (Attribute.Name is not null || nameOverride is not null)
            {
                errors.Add($"{Type} cannot have a custom name for dynamic workflow");
            }

            return null;
        }

        var name = nameOverride ?? Attribute.Name ?? NameByType();
        if (HandlerRules.ReservedPrefixOf(name) is { } prefix)
        {
            errors.Add($"Workflow name {name} cannot start with {prefix}");
        }

        return name;
    }

    private string NameByType() =>
        Type.IsInterface && Type.Name is ['I', var second, ..] && char.IsUpper(second) ? Type.Name[1..] : Type.Name;

    private void ReadRun(IEnumerable<MethodInfo> methods)
    {
        var found = new List<MethodInfo>();
        foreach (var method in methods)
        {
            if (method.IsDefined(typeof(WorkflowRunAttribute), false))
            {
                found.Add(method);
            }
            else if (OverridesAttributed<WorkflowRunAttribute>(method))
            {
                errors.Add($"WorkflowRun on base method of {method} but not override");
            }
        }

        var own = found.Where(m => m.DeclaringType == Type).ToArray();
        foreach (var method in found.Except(own).Where(_ => own.Length == 0))
        {
            errors.Add($"WorkflowRun on {method} must be declared on {Type}, not inherited from {method.DeclaringType}");
        }

        if (own.Length > 1)
        {
            errors.Add($"WorkflowRun on multiple methods of {Type}: {string.Join(", ", own.Select(m => m.Name))}");
        }
        else if (found.Count == 0)
        {
            errors.Add($"{Type} does not have a valid WorkflowRun method");
        }

        if (own.Length > 0)
        {
            runMethod = own[0];
            CheckRun(own[0]);
        }
    }

    private void CheckRun(MethodInfo method)
    {
        if (!method.IsPublic)
        {
            errors.Add($"WorkflowRun on non-public method {method}");
        }

        if (method.IsStatic)
        {
            errors.Add($"WorkflowRun on static method {method}");
        }

        if (method.ContainsGenericParameters && !Type.ContainsGenericParameters)
        {
            errors.Add($"{method} with WorkflowRun contains generic parameters");
        }

        if (!typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            errors.Add($"WorkflowRun method {method} must return an instance of Task");
        }

        var parameters = method.GetParameters();
        if (Attribute.Dynamic && (parameters.Length != 1 || parameters[0].ParameterType != typeof(IRawValue[])))
        {
            errors.Add($"WorkflowRun method {method} of a dynamic workflow must accept an array of IRawValue");
        }
    }

    private void ReadSignal(MethodInfo method)
    {
        if (!IsHandler<WorkflowSignalAttribute>(method, "WorkflowSignal") ||
            Try(() => WorkflowSignalDefinition.FromMethod(method)) is not { } signal)
        {
            return;
        }

        if (signal.Name is not { } name)
        {
            Once(DynamicSignal, "dynamic signal");
            DynamicSignal = signal;
        }
        else if (!Signals.TryAdd(name, signal))
        {
            errors.Add($"{Type} has more than one signal named {name}");
        }
    }

    private void ReadQuery(MethodInfo method)
    {
        if (IsHandler<WorkflowQueryAttribute>(method, "WorkflowQuery") &&
            Try(() => WorkflowQueryDefinition.FromMethod(method)) is { } query)
        {
            AddQuery(query);
        }
    }

    private void ReadQueryProperty(PropertyInfo property)
    {
        if (property.IsDefined(typeof(WorkflowQueryAttribute), false) &&
            Try(() => WorkflowQueryDefinition.FromProperty(property)) is { } query)
        {
            AddQuery(query);
        }
    }

    private void AddQuery(WorkflowQueryDefinition query)
    {
        if (query.Name is not { } name)
        {
            Once(DynamicQuery, "dynamic query");
            DynamicQuery = query;
        }
        else if (!Queries.TryAdd(name, query))
        {
            errors.Add($"{Type} has more than one query named {name}");
        }
    }

    private void ReadUpdates(MethodInfo[] methods)
    {
        var validators = new Dictionary<string, MethodInfo>();
        foreach (var method in methods)
        {
            if (method.GetCustomAttribute<WorkflowUpdateValidatorAttribute>(false) is not { } attribute)
            {
                continue;
            }

            if (method.ContainsGenericParameters)
            {
                errors.Add($"{method} with WorkflowUpdateValidator contains generic parameters");
            }
            else if (!validators.TryAdd(attribute.UpdateMethod, method))
            {
                errors.Add($"{Type} has more than one update validator for update method {attribute.UpdateMethod}");
            }
        }

        foreach (var method in methods.Where(m => IsHandler<WorkflowUpdateAttribute>(m, "WorkflowUpdate")))
        {
            validators.Remove(method.Name, out var validator);
            if (Try(() => WorkflowUpdateDefinition.FromMethod(method, validator)) is not { } update)
            {
                continue;
            }

            if (update.Name is not { } name)
            {
                Once(DynamicUpdate, "dynamic update");
                DynamicUpdate = update;
            }
            else if (!Updates.TryAdd(name, update))
            {
                errors.Add($"{Type} has more than one update named {name}");
            }
        }

        errors.AddRange(validators.Select(left =>
            $"Cannot find update method named {left.Key} for WorkflowUpdateValidator {left.Value}"));
    }

    private void ReadDynamicOptions(MethodInfo method)
    {
        if (!method.IsDefined(typeof(WorkflowDynamicOptionsAttribute), false))
        {
            return;
        }

        if (!Attribute.Dynamic)
        {
            errors.Add($"WorkflowDynamicOptions on {method} can only be used in dynamic workflows");
        }

        if (!method.IsPublic || method.IsStatic || method.GetParameters().Length > 0 ||
            method.ReturnType != typeof(WorkflowDefinitionOptions))
        {
            errors.Add($"WorkflowDynamicOptions method {method} must be public, not static, without parameters and " +
                "return WorkflowDefinitionOptions");
            return;
        }

        if (DynamicOptionsGetter is not null)
        {
            errors.Add($"WorkflowDynamicOptions cannot be used more than once on {Type}");
        }

        DynamicOptionsGetter = instance =>
            (WorkflowDefinitionOptions)method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    private Func<object?[], object>? ReadCreator()
    {
        var constructors = Type.GetConstructors(AllMembers);
        foreach (var constructor in constructors.Where(c => c.IsDefined(typeof(WorkflowInitAttribute), false)))
        {
            if (initConstructor is not null)
            {
                errors.Add($"WorkflowInit on multiple constructors of {Type}");
            }

            initConstructor = constructor;
            if (!constructor.IsPublic)
            {
                errors.Add($"WorkflowInit on non-public constructor of {Type}");
            }

            if (runMethod is not null && !HandlerRules.SameParameters(constructor, runMethod))
            {
                errors.Add($"WorkflowRun method {runMethod} must match parameter types of WorkflowInit constructor {constructor}");
            }
        }

        if (Type.IsAbstract || Type.ContainsGenericParameters)
        {
            return null;
        }

        if (initConstructor is { } init)
        {
            return arguments => init.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        return Type.IsValueType || Type.GetConstructor(Type.EmptyTypes) is not null
            ? _ => Activator.CreateInstance(Type, PublicUnwrapped, null, null, null)!
            : null;
    }

    private bool IsHandler<TAttribute>(MethodInfo method, string what)
        where TAttribute : Attribute
    {
        if (method.IsDefined(typeof(TAttribute), false))
        {
            return true;
        }

        if (OverridesAttributed<TAttribute>(method))
        {
            errors.Add($"{what} on base method of {method} but not override");
        }

        return false;
    }

    private static bool OverridesAttributed<TAttribute>(MethodInfo method)
        where TAttribute : Attribute =>
        !method.IsStatic && method.IsVirtual && method.DeclaringType?.IsInterface == false &&
        method.IsDefined(typeof(TAttribute), true) == false && BaseMethods(method).Any(m => m.IsDefined(typeof(TAttribute), false));

    private static IEnumerable<MethodInfo> BaseMethods(MethodInfo method)
    {
        var first = method.GetBaseDefinition();
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        for (var type = method.DeclaringType!.BaseType; type is not null; type = type.BaseType)
        {
            var found = type.GetMethod(method.Name, AllMembers | BindingFlags.DeclaredOnly, parameters);
            if (found is not null && found.GetBaseDefinition() == first)
            {
                yield return found;
            }
        }
    }

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            errors.Add(e.Message);
            return null;
        }
    }

    private void Once(object? present, string what)
    {
        if (present is not null)
        {
            errors.Add($"{Type} has more than one {what}");
        }
    }
}
