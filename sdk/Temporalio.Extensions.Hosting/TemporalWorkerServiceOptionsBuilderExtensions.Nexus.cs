namespace Temporalio.Extensions.Hosting;

/// <content>Nexus services, which this SDK does not support.</content>
public static partial class TemporalWorkerServiceOptionsBuilderExtensions
{
    private const string NoNexus = "Nexus services are not supported by this SDK: its workers would never serve them";

    /// <summary>Adds a Nexus service.</summary>
    /// <typeparam name="T">Service.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddSingletonNexusService<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddSingletonNexusService(typeof(T));

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="serviceHandlerType">Service.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddSingletonNexusService(
        this ITemporalWorkerServiceOptionsBuilder builder, Type serviceHandlerType) =>
        throw new NotSupportedException(NoNexus);

    /// <summary>Adds a Nexus service.</summary>
    /// <typeparam name="T">Service.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddScopedNexusService<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddScopedNexusService(typeof(T));

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="serviceHandlerType">Service.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddScopedNexusService(
        this ITemporalWorkerServiceOptionsBuilder builder, Type serviceHandlerType) =>
        throw new NotSupportedException(NoNexus);

    /// <summary>Adds a Nexus service.</summary>
    /// <typeparam name="T">Service.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddTransientNexusService<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.AddTransientNexusService(typeof(T));

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="serviceHandlerType">Service.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddTransientNexusService(
        this ITemporalWorkerServiceOptionsBuilder builder, Type serviceHandlerType) =>
        throw new NotSupportedException(NoNexus);

    /// <summary>Adds a Nexus service.</summary>
    /// <typeparam name="T">Service.</typeparam>
    /// <param name="builder">Builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder ApplyNexusService<T>(
        this ITemporalWorkerServiceOptionsBuilder builder) => builder.ApplyNexusService(typeof(T));

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="builder">Builder.</param>
    /// <param name="serviceHandlerType">Service.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static ITemporalWorkerServiceOptionsBuilder ApplyNexusService(
        this ITemporalWorkerServiceOptionsBuilder builder, Type serviceHandlerType) =>
        throw new NotSupportedException(NoNexus);
}
