using Temporalio.Activities;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Temporalio.Common;

/// <summary>
/// Parts of a <see cref="SimplePlugin"/>. Collections are added to what is there; the data converter takes its place.
/// </summary>
public class SimplePluginOptions : ICloneable
{
    /// <summary>Gets or sets the data converter, or how it comes from the one that is there.</summary>
    public SimplePluginOption<DataConverter>? DataConverterOption { get; set; }

    /// <summary>Gets or sets interceptors of clients, or how they come from those that are there.</summary>
    public SimplePluginOption<IReadOnlyCollection<IClientInterceptor>?>? ClientInterceptorsOption { get; set; }

    /// <summary>Gets or sets interceptors of workers, or how they come from those that are there.</summary>
    public SimplePluginOption<IReadOnlyCollection<IWorkerInterceptor>?>? WorkerInterceptorsOption { get; set; }

    /// <summary>Gets or sets exceptions that fail workflows, or how they come from those that are there.</summary>
    public SimplePluginOption<IReadOnlyCollection<Type>?>? WorkflowFailureExceptionTypesOption { get; set; }

    /// <summary>Gets or sets the data converter.</summary>
    public DataConverter? DataConverter
    {
        get => DataConverterOption?.Constant;
        set => DataConverterOption = value is null ? null : new(value);
    }

    /// <summary>Gets or sets interceptors of clients.</summary>
    public IReadOnlyCollection<IClientInterceptor>? ClientInterceptors
    {
        get => ClientInterceptorsOption?.Constant;
        set => ClientInterceptorsOption = value is null ? null : new(value);
    }

    /// <summary>Gets or sets interceptors of workers.</summary>
    public IReadOnlyCollection<IWorkerInterceptor>? WorkerInterceptors
    {
        get => WorkerInterceptorsOption?.Constant;
        set => WorkerInterceptorsOption = value is null ? null : new(value);
    }

    /// <summary>Gets or sets exceptions that fail workflows.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes
    {
        get => WorkflowFailureExceptionTypesOption?.Constant;
        set => WorkflowFailureExceptionTypesOption = value is null ? null : new(value);
    }

    /// <summary>Gets the activities.</summary>
    public IList<ActivityDefinition> Activities { get; private set; } = [];

    /// <summary>Gets the workflows.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>Gets or sets what happens before a worker or replayer runs.</summary>
    public Func<Task>? RunContextBefore { get; set; }

    /// <summary>Gets or sets what happens after a worker or replayer ran, however it ended.</summary>
    public Func<Task>? RunContextAfter { get; set; }

    /// <summary>Adds an activity.</summary>
    /// <param name="del">Method.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddActivity(Delegate del) => AddActivity(ActivityDefinition.Create(del));

    /// <summary>Adds an activity.</summary>
    /// <param name="definition">Definition.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddActivity(ActivityDefinition definition)
    {
        Activities.Add(definition);
        return this;
    }

    /// <summary>Adds all activities of a class.</summary>
    /// <typeparam name="T">Class.</typeparam>
    /// <param name="instance">Instance; null if all are static.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddAllActivities<T>(T? instance) => AddAllActivities(typeof(T), instance);

    /// <summary>Adds all activities of a class.</summary>
    /// <param name="type">Class.</param>
    /// <param name="instance">Instance; null if all are static.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddAllActivities(Type type, object? instance)
    {
        foreach (var definition in ActivityDefinition.CreateAll(type, instance))
        {
            Activities.Add(definition);
        }

        return this;
    }

    /// <summary>Adds a workflow.</summary>
    /// <typeparam name="T">Class.</typeparam>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    /// <param name="type">Class.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddWorkflow(Type type) => AddWorkflow(WorkflowDefinition.Create(type));

    /// <summary>Adds a workflow.</summary>
    /// <param name="definition">Definition.</param>
    /// <returns>These options.</returns>
    public SimplePluginOptions AddWorkflow(WorkflowDefinition definition)
    {
        Workflows.Add(definition);
        return this;
    }

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="serviceHandler">Service.</param>
    /// <returns>These options.</returns>
    /// <exception cref="NotSupportedException">Always: a worker of this SDK would never serve it.</exception>
    public SimplePluginOptions AddNexusService(object serviceHandler) => throw Unsupported.Nexus();

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (SimplePluginOptions)MemberwiseClone();
        copy.Activities = [.. Activities];
        copy.Workflows = [.. Workflows];
        return copy;
    }

    /// <summary>A part: a value, or how it comes from the value that is there.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    public class SimplePluginOption<T>
    {
        /// <summary>Initializes a new instance of the <see cref="SimplePluginOption{T}"/> class.</summary>
        /// <param name="value">Value.</param>
        public SimplePluginOption(T value) => Constant = value;

        /// <summary>Initializes a new instance of the <see cref="SimplePluginOption{T}"/> class.</summary>
        /// <param name="value">Makes the value of the one that is there.</param>
        public SimplePluginOption(Func<T, T> value) => Configurable = value;

        /// <summary>Gets the value; null if it is made.</summary>
        public T? Constant { get; }

        /// <summary>Gets what makes the value; null if it is given.</summary>
        public Func<T, T>? Configurable { get; }
    }
}
