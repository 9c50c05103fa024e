using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Temporalio.Workflows;

namespace Temporalio.Extensions.Hosting;

/// <summary>Adds workflows and activities to a hosted worker.</summary>
public static partial class TemporalWorkerServiceOptionsBuilderExtensions
{
    /// <summary>Adds the activities of a type of which the container has one instance for all calls.</summary>
    /// <typeparam name="T">The type; it is registered unless it is already.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddSingletonActivities<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddSingletonActivities(typeof(T));

    /// <summary>Adds the activities of a type of which the container has one instance for all calls.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">The type; it is registered unless it is already.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddSingletonActivities(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type)
    {
        builder.Services.TryAddSingleton(type);
        return builder.ApplyTemporalActivities(type);
    }

    /// <summary>Adds the activities of a type of which each call gets the instance of its own scope.</summary>
    /// <typeparam name="T">The type; it is registered unless it is already.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddScopedActivities<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddScopedActivities(typeof(T));

    /// <summary>Adds the activities of a type of which each call gets the instance of its own scope.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">The type; it is registered unless it is already.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddScopedActivities(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type)
    {
        builder.Services.TryAddScoped(type);
        return builder.ApplyTemporalActivities(type);
    }

    /// <summary>Adds the activities of a type of which each call gets a new instance.</summary>
    /// <typeparam name="T">The type; it is registered unless it is already.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddTransientActivities<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddTransientActivities(typeof(T));

    /// <summary>Adds the activities of a type of which each call gets a new instance.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">The type; it is registered unless it is already.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddTransientActivities(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type)
    {
        builder.Services.TryAddTransient(type);
        return builder.ApplyTemporalActivities(type);
    }

    /// <summary>Adds the static activities of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddStaticActivities<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddStaticActivities(typeof(T));

    /// <summary>Adds the static activities of a type.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">The type.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddStaticActivities(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type) =>
        builder.ConfigureOptions(options => options.AddAllActivities(type, null));

    /// <summary>Adds the activities of an instance.</summary>
    /// <typeparam name="T">Type of the instance.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <param name="instance">The instance.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddActivitiesInstance<T>(
        this ITemporalWorkerServiceOptionsBuilder builder, T instance)
        where T : notnull => builder.AddActivitiesInstance(typeof(T), instance);

    /// <summary>Adds the activities of an instance.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">Type of the instance.</param>
    /// <param name="instance">The instance.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddActivitiesInstance(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type, object instance) =>
        builder.ConfigureOptions(options => options.AddAllActivities(type, instance));

    /// <summary>Adds a workflow.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddWorkflow<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder AddWorkflow(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type)
    {
        // Checked here, so that a wrong workflow is found where it is added.
        var definition = WorkflowDefinition.Create(type);
        return builder.ConfigureOptions(options => options.AddWorkflow(definition));
    }

    /// <summary>Gives the builder of the worker's options.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="disallowDuplicates">Whether to refuse a worker that was added more than once.</param>
    /// <returns>The options builder.</returns>
    /// <exception cref="InvalidOperationException">The worker was configured in this way before.</exception>
    public static OptionsBuilder<TemporalWorkerServiceOptions> ConfigureOptions(
        this ITemporalWorkerServiceOptionsBuilder builder, bool disallowDuplicates = false)
    {
        var name = TemporalWorkerServiceIdentifier.Of(builder).OptionsName;
        if (disallowDuplicates)
        {
            if (builder.Services.Any(s => s.ImplementationInstance is OnceOnly once && once.OptionsName == name))
            {
                throw new InvalidOperationException(
                    $"A worker of the task queue {builder.TaskQueue} with this version is configured already");
            }
            builder.Services.AddSingleton(new OnceOnly(name));
        }
        return builder.Services.AddOptions<TemporalWorkerServiceOptions>(name);
    }

    /// <summary>Configures the worker's options.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="configure">Configures.</param>
    /// <param name="disallowDuplicates">Whether to refuse a worker that was added more than once.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The worker was configured in this way before.</exception>
    public static ITemporalWorkerServiceOptionsBuilder ConfigureOptions(
        this ITemporalWorkerServiceOptionsBuilder builder,
        Action<TemporalWorkerServiceOptions> configure,
        bool disallowDuplicates = false)
    {
        builder.ConfigureOptions(disallowDuplicates).Configure(configure);
        return builder;
    }

    /// <summary>Adds the activities of a type that is registered in the container.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder ApplyTemporalActivities<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.ApplyTemporalActivities(typeof(T));

    /// <summary>Adds the activities of a type that is registered in the container.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="type">The type.</param>
    /// <returns>The builder.</returns>
    public static ITemporalWorkerServiceOptionsBuilder ApplyTemporalActivities(
        this ITemporalWorkerServiceOptionsBuilder builder, Type type)
    {
        builder.ConfigureOptions().Configure<IServiceProvider>((options, provider) =>
        {
            foreach (var definition in provider.CreateTemporalActivityDefinitions(type))
            {
                options.AddActivity(definition);
            }
        });
        return builder;
    }

    private sealed record OnceOnly(string OptionsName);
}
