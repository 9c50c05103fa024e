using System.Collections.Concurrent;
using System.Reflection;

namespace Temporalio.Workflows;

/// <summary>Definition of an update handler, by attribute or made at run time.</summary>
public class WorkflowUpdateDefinition
{
    private static readonly ConcurrentDictionary<(MethodInfo, MethodInfo?), WorkflowUpdateDefinition> Definitions = new();

    private WorkflowUpdateDefinition(
        string? name,
        string? description,
        (MethodInfo? Method, MethodInfo? Validator) methods,
        (Delegate? Delegate, Delegate? Validator) delegates,
        HandlerUnfinishedPolicy unfinishedPolicy)
    {
        Name = name;
        Description = description;
        (Method, ValidatorMethod) = methods;
        (Delegate, ValidatorDelegate) = delegates;
        UnfinishedPolicy = unfinishedPolicy;
    }

    /// <summary>Gets the name, or null if the handler is dynamic.</summary>
    public string? Name { get; }

    /// <summary>Gets the description, if any.</summary>
    public string? Description { get; }

    /// <summary>Gets a value indicating whether this handles every update without a handler.</summary>
    public bool Dynamic => Name is null;

    /// <summary>Gets the method, or null if made from a delegate.</summary>
    internal MethodInfo? Method { get; }

    /// <summary>Gets the validator method, if any.</summary>
    internal MethodInfo? ValidatorMethod { get; }

    /// <summary>Gets the delegate, or null if made from a method.</summary>
    internal Delegate? Delegate { get; }

    /// <summary>Gets the validator delegate, if any.</summary>
    internal Delegate? ValidatorDelegate { get; }

    /// <summary>Gets what happens if the workflow ends while this runs.</summary>
    internal HandlerUnfinishedPolicy UnfinishedPolicy { get; }

    /// <summary>Gets the method that receives the arguments.</summary>
    internal MethodInfo Target => Method ?? Delegate!.Method;

    /// <summary>Gets the definition of an attributed method.</summary>
    /// <param name="method">Method with a <see cref="WorkflowUpdateAttribute" />.</param>
    /// <param name="validatorMethod">
    /// Method with a <see cref="WorkflowUpdateValidatorAttribute" /> for it, if any.
    /// </param>
    /// <returns>The definition, cached by method.</returns>
    /// <exception cref="ArgumentException">A method is not valid as what it is.</exception>
    public static WorkflowUpdateDefinition FromMethod(MethodInfo method, MethodInfo? validatorMethod = null)
    {
        HandlerRules.RequirePublicInstance(method, "WorkflowUpdate");
        if (validatorMethod is not null)
        {
            HandlerRules.RequirePublicInstance(validatorMethod, "WorkflowUpdateValidator");
        }

        return Definitions.GetOrAdd((method, validatorMethod), key => Create(key.Item1, key.Item2));
    }

    /// <summary>Makes a definition at run time, for <c>Workflow.Updates</c> or <c>Workflow.DynamicUpdate</c>.</summary>
    /// <param name="name">Name, or null for a dynamic handler.</param>
    /// <param name="del">Delegate that returns a task.</param>
    /// <param name="validatorDel">Validator, if any.</param>
    /// <param name="unfinishedPolicy">What happens if the workflow ends while it runs.</param>
    /// <param name="description">Description, if any.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">A delegate is not valid as what it is.</exception>
    public static WorkflowUpdateDefinition CreateWithoutAttribute(
        string? name,
        Delegate del,
        Delegate? validatorDel = null,
        HandlerUnfinishedPolicy unfinishedPolicy = HandlerUnfinishedPolicy.WarnAndAbandon,
        string? description = null)
    {
        Validate(del.Method, validatorDel?.Method, name);
        return new(name, description, default, (del, validatorDel), unfinishedPolicy);
    }

    private static WorkflowUpdateDefinition Create(MethodInfo method, MethodInfo? validator)
    {
        var attribute = method.GetCustomAttribute<WorkflowUpdateAttribute>(false) ??
            throw new ArgumentException($"{method} has no WorkflowUpdate attribute");
        var name = HandlerRules.NameOf(attribute.Name, attribute.Dynamic, HandlerRules.TrimAsync(method.Name), method, "WorkflowUpdate");
        Validate(method, validator, name);
        return new(name, attribute.Description, (method, validator), default, attribute.UnfinishedPolicy);
    }

    private static void Validate(MethodInfo method, MethodInfo? validator, string? name)
    {
        HandlerRules.RequireName(method, name, "WorkflowUpdate");
        if (!typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            throw new ArgumentException($"WorkflowUpdate method {method} must return Task");
        }

        if (validator is null)
        {
            return;
        }

        if (validator.ReturnType != typeof(void))
        {
            throw new ArgumentException($"WorkflowUpdateValidator method {validator} must be void");
        }

        if (validator.ContainsGenericParameters)
        {
            throw new ArgumentException($"{validator} with WorkflowUpdateValidator contains generic parameters");
        }

        if (!HandlerRules.SameParameters(method, validator))
        {
            throw new ArgumentException($"WorkflowUpdateValidator method {validator} must have the same parameters as {method}");
        }
    }
}
