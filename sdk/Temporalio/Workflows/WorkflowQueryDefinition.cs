using System.Collections.Concurrent;
using System.Reflection;

namespace Temporalio.Workflows;

/// <summary>Definition of a query, by attribute or made at run time.</summary>
public class WorkflowQueryDefinition
{
    private static readonly ConcurrentDictionary<MethodInfo, WorkflowQueryDefinition> MethodDefinitions = new();
    private static readonly ConcurrentDictionary<PropertyInfo, WorkflowQueryDefinition> PropertyDefinitions = new();

    private WorkflowQueryDefinition(string? name, string? description, MethodInfo? method, Delegate? del)
    {
        Name = name;
        Description = description;
        Method = method;
        Delegate = del;
    }

    /// <summary>Gets the name, or null if the handler is dynamic.</summary>
    public string? Name { get; }

    /// <summary>Gets the description, if any.</summary>
    public string? Description { get; }

    /// <summary>Gets a value indicating whether this answers every query without a handler.</summary>
    public bool Dynamic => Name is null;

    /// <summary>Gets the method or property getter, or null if made from a delegate.</summary>
    internal MethodInfo? Method { get; }

    /// <summary>Gets the delegate, or null if made from a method.</summary>
    internal Delegate? Delegate { get; }

    /// <summary>Gets the method that receives the arguments.</summary>
    internal MethodInfo Target => Method ?? Delegate!.Method;

    /// <summary>Gets the definition of an attributed method.</summary>
    /// <param name="method">Method with a <see cref="WorkflowQueryAttribute" />.</param>
    /// <returns>The definition, cached by method.</returns>
    /// <exception cref="ArgumentException">The method is no valid query.</exception>
    public static WorkflowQueryDefinition FromMethod(MethodInfo method)
    {
        HandlerRules.RequirePublicInstance(method, "WorkflowQuery");
        return MethodDefinitions.GetOrAdd(method, CreateFromMethod);
    }

    /// <summary>Gets the definition of an attributed property.</summary>
    /// <param name="property">Property with a <see cref="WorkflowQueryAttribute" />.</param>
    /// <returns>The definition, cached by property.</returns>
    /// <exception cref="ArgumentException">The property is no valid query.</exception>
    public static WorkflowQueryDefinition FromProperty(PropertyInfo property) =>
        PropertyDefinitions.GetOrAdd(property, CreateFromProperty);

    /// <summary>Makes a definition at run time, for <c>Workflow.Queries</c> or <c>Workflow.DynamicQuery</c>.</summary>
    /// <param name="name">Name, or null for a dynamic handler.</param>
    /// <param name="del">Delegate that returns a value.</param>
    /// <param name="description">Description, if any.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The delegate is no valid query.</exception>
    public static WorkflowQueryDefinition CreateWithoutAttribute(string? name, Delegate del, string? description = null)
    {
        Validate(del.Method, name);
        return new(name, description, null, del);
    }

    private static WorkflowQueryDefinition CreateFromMethod(MethodInfo method)
    {
        var attribute = method.GetCustomAttribute<WorkflowQueryAttribute>(false) ??
            throw new ArgumentException($"{method} has no WorkflowQuery attribute");
        var name = HandlerRules.NameOf(attribute.Name, attribute.Dynamic, method.Name, method, "WorkflowQuery");
        Validate(method, name);
        return new(name, attribute.Description, method, null);
    }

    private static WorkflowQueryDefinition CreateFromProperty(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<WorkflowQueryAttribute>(false) ??
            throw new ArgumentException($"{property} has no WorkflowQuery attribute");
        if (attribute.Dynamic)
        {
            throw new ArgumentException($"WorkflowQuery property {property} cannot be dynamic");
        }

        var getter = property.GetGetMethod(false);
        if (getter is null)
        {
            throw new ArgumentException($"WorkflowQuery property {property} must have public getter");
        }

        if (getter.IsStatic)
        {
            throw new ArgumentException($"WorkflowQuery property {property} cannot be static");
        }

        var name = attribute.Name ?? property.Name;
        Validate(getter, name);
        return new(name, attribute.Description, getter, null);
    }

    private static void Validate(MethodInfo method, string? name)
    {
        HandlerRules.RequireName(method, name, "WorkflowQuery");
        if (method.ReturnType == typeof(void))
        {
            throw new ArgumentException($"WorkflowQuery method {method} must return a value");
        }

        if (typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            throw new ArgumentException($"WorkflowQuery method {method} cannot return a Task");
        }
    }
}
