using System.Collections.Concurrent;
using System.Reflection;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>What a workflow type consists of, read by reflection and checked as a whole.</summary>
public class WorkflowDefinition
{
    private static readonly ConcurrentDictionary<Type, WorkflowDefinition> Definitions = new();

    private readonly Func<object?[], object>? creator;

    internal WorkflowDefinition(
        WorkflowDefinitionReader reader, string? name, MethodInfo runMethod, Func<object?[], object>? creator)
    {
        var attribute = reader.Attribute;
        Name = name;
        Type = reader.Type;
        RunMethod = runMethod;
        Signals = reader.Signals;
        DynamicSignal = reader.DynamicSignal;
        Queries = reader.Queries;
        DynamicQuery = reader.DynamicQuery;
        Updates = reader.Updates;
        DynamicUpdate = reader.DynamicUpdate;
        FailureExceptionTypes = attribute.FailureExceptionTypes;
        VersioningBehavior = attribute.VersioningBehavior;
        DynamicOptionsGetter = reader.DynamicOptionsGetter;
        this.creator = creator;
    }

    /// <summary>Gets the name, or null if the workflow is dynamic.</summary>
    public string? Name { get; }

    /// <summary>Gets the type.</summary>
    public Type Type { get; }

    /// <summary>Gets the run method.</summary>
    public MethodInfo RunMethod { get; }

    /// <summary>Gets a value indicating whether an instance can be made, so that a worker can run it.</summary>
    public bool Instantiable => creator is not null;

    /// <summary>Gets the signal handlers by name.</summary>
    public IReadOnlyDictionary<string, WorkflowSignalDefinition> Signals { get; }

    /// <summary>Gets the handler of every other signal, if any.</summary>
    public WorkflowSignalDefinition? DynamicSignal { get; }

    /// <summary>Gets the queries by name.</summary>
    public IReadOnlyDictionary<string, WorkflowQueryDefinition> Queries { get; }

    /// <summary>Gets the answer to every other query, if any.</summary>
    public WorkflowQueryDefinition? DynamicQuery { get; }

    /// <summary>Gets the update handlers by name.</summary>
    public IReadOnlyDictionary<string, WorkflowUpdateDefinition> Updates { get; }

    /// <summary>Gets the handler of every other update, if any.</summary>
    public WorkflowUpdateDefinition? DynamicUpdate { get; }

    /// <summary>Gets a value indicating whether this runs every workflow type that is not registered.</summary>
    public bool Dynamic => Name is null;

    /// <summary>Gets exception types that fail the workflow instead of the task.</summary>
    public Type[]? FailureExceptionTypes { get; }

    /// <summary>Gets the versioning behaviour.</summary>
    public VersioningBehavior? VersioningBehavior { get; }

    /// <summary>Gets what a dynamic workflow decides about itself, if it does.</summary>
    public Func<object?, WorkflowDefinitionOptions>? DynamicOptionsGetter { get; }

    /// <summary>Gets the definition of a type.</summary>
    /// <typeparam name="T">Type with a <see cref="WorkflowAttribute" />.</typeparam>
    /// <returns>The definition, cached by type.</returns>
    /// <exception cref="ArgumentException">The type is no valid workflow.</exception>
    /// <exception cref="AggregateException">The type is wrong in several ways.</exception>
    public static WorkflowDefinition Create<T>() => Create(typeof(T));

    /// <summary>Gets the definition of a type.</summary>
    /// <param name="type">Type with a <see cref="WorkflowAttribute" />.</param>
    /// <returns>The definition, cached by type.</returns>
    /// <exception cref="ArgumentException">The type is no valid workflow.</exception>
    /// <exception cref="AggregateException">The type is wrong in several ways.</exception>
    public static WorkflowDefinition Create(Type type) => Definitions.GetOrAdd(type, t => Create(t, null, null));

    /// <summary>Makes a definition of a type, with a name or way of creation of its own.</summary>
    /// <param name="type">Type with a <see cref="WorkflowAttribute" />.</param>
    /// <param name="nameOverride">Name instead of the attribute's.</param>
    /// <param name="creatorOverride">Makes an instance from the arguments of the run method.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The type is no valid workflow.</exception>
    /// <exception cref="AggregateException">The type is wrong in several ways.</exception>
    public static WorkflowDefinition Create(Type type, string? nameOverride, Func<object?[], object>? creatorOverride) =>
        new WorkflowDefinitionReader(type).Read(nameOverride, creatorOverride);

    /// <summary>Makes an instance.</summary>
    /// <param name="workflowArguments">
    /// Arguments of the run method, for a constructor with <see cref="WorkflowInitAttribute" />.
    /// </param>
    /// <returns>The instance.</returns>
    /// <exception cref="InvalidOperationException">The type cannot be instantiated.</exception>
    public object CreateWorkflowInstance(object?[] workflowArguments) => creator is { } create
        ? create(workflowArguments)
        : throw new InvalidOperationException($"{Type} has no usable constructor and cannot be instantiated");
}
