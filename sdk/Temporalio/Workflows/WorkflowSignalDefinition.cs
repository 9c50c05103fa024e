using System.Collections.Concurrent;
using System.Reflection;

namespace Temporalio.Workflows;

/// <summary>Definition of a signal handler, by attribute or made at run time.</summary>
public class WorkflowSignalDefinition
{
    private static readonly ConcurrentDictionary<MethodInfo, WorkflowSignalDefinition> Definitions = new();

    private WorkflowSignalDefinition(
        string? name, string? description, MethodInfo? method, Delegate? del, HandlerUnfinishedPolicy unfinishedPolicy)
    {
        Name = name;
        Description = description;
        Method = method;
        Delegate = del;
        UnfinishedPolicy = unfinishedPolicy;
    }

    /// <summary>Gets the name, or null if the handler is dynamic.</summary>
    public string? Name { get; }

    /// <summary>Gets the description, if any.</summary>
    public string? Description { get; }

    /// <summary>Gets a value indicating whether this handles every signal without a handler.</summary>
    public bool Dynamic => Name is null;

    /// <summary>Gets the method, or null if made from a delegate.</summary>
    internal MethodInfo? Method { get; }

    /// <summary>Gets the delegate, or null if made from a method.</summary>
    internal Delegate? Delegate { get; }

    /// <summary>Gets what happens if the workflow ends while this runs.</summary>
    internal HandlerUnfinishedPolicy UnfinishedPolicy { get; }

    /// <summary>Gets the method that receives the arguments.</summary>
    internal MethodInfo Target => Method ?? Delegate!.Method;

    /// <summary>Gets the definition of an attributed method.</summary>
    /// <param name="method">Method with a <see cref="WorkflowSignalAttribute" />.</param>
    /// <returns>The definition, cached by method.</returns>
    /// <exception cref="ArgumentException">The method is no valid signal handler.</exception>
    public static WorkflowSignalDefinition FromMethod(MethodInfo method)
    {
        HandlerRules.RequirePublicInstance(method, "WorkflowSignal");
        return Definitions.GetOrAdd(method, Create);
    }

    /// <summary>Makes a definition at run time, for <c>Workflow.Signals</c> or <c>Workflow.DynamicSignal</c>.</summary>
    /// <param name="name">Name, or null for a dynamic handler.</param>
    /// <param name="del">Delegate that returns <see cref="Task" />.</param>
    /// <param name="unfinishedPolicy">What happens if the workflow ends while it runs.</param>
    /// <param name="description">Description, if any.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The delegate is no valid signal handler.</exception>
    public static WorkflowSignalDefinition CreateWithoutAttribute(
        string? name,
        Delegate del,
        HandlerUnfinishedPolicy unfinishedPolicy = HandlerUnfinishedPolicy.WarnAndAbandon,
        string? description = null)
    {
        Validate(del.Method, name);
        return new(name, description, null, del, unfinishedPolicy);
    }

    private static WorkflowSignalDefinition Create(MethodInfo method)
    {
        var attribute = method.GetCustomAttribute<WorkflowSignalAttribute>(false) ??
            throw new ArgumentException($"{method} has no WorkflowSignal attribute");
        var name = HandlerRules.NameOf(attribute.Name, attribute.Dynamic, HandlerRules.TrimAsync(method.Name), method, "WorkflowSignal");
        Validate(method, name);
        return new(name, attribute.Description, method, null, attribute.UnfinishedPolicy);
    }

    private static void Validate(MethodInfo method, string? name)
    {
        HandlerRules.RequireName(method, name, "WorkflowSignal");
        if (method.ReturnType != typeof(Task))
        {
            throw new ArgumentException($"WorkflowSignal method {method} must return Task");
        }
    }
}
