using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Temporalio.Activities;

namespace Temporalio.Extensions.Hosting;

/// <summary>Makes activities whose instances come from the container.</summary>
public static class ServiceProviderExtensions
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Makes definitions of all activities of a type.</summary>
    /// <typeparam name="T">The type, as registered in the container.</typeparam>
    /// <param name="provider">The container.</param>
    /// <returns>The definitions, at least one.</returns>
    /// <exception cref="ArgumentException">A method is no valid activity, or there is none.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateTemporalActivityDefinitions<T>(
        this IServiceProvider provider) => provider.CreateTemporalActivityDefinitions(typeof(T));

    /// <summary>Makes definitions of all activities of a type.</summary>
    /// <param name="provider">The container.</param>
    /// <param name="type">The type, as registered in the container.</param>
    /// <returns>The definitions, at least one.</returns>
    /// <exception cref="ArgumentException">A method is no valid activity, or there is none.</exception>
    public static IReadOnlyCollection<ActivityDefinition> CreateTemporalActivityDefinitions(
        this IServiceProvider provider, Type type)
    {
        var definitions = type.GetMethods(AnyMethod)
            .Where(m => m.IsDefined(typeof(ActivityAttribute), inherit: false))
            .Select(m => provider.CreateTemporalActivityDefinition(type, m))
            .ToArray();
        return definitions.Length > 0
            ? definitions
            : throw new ArgumentException($"{type} has no method with the Activity attribute", nameof(type));
    }

    /// <summary>Makes the definition of one activity.</summary>
    /// <param name="provider">The container.</param>
    /// <param name="instanceType">Type of the instance, as registered in the container.</param>
    /// <param name="method">The method.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ArgumentException">The method is no valid activity.</exception>
    public static ActivityDefinition CreateTemporalActivityDefinition(
        this IServiceProvider provider, Type instanceType, MethodInfo method) =>
        ActivityDefinition.Create(method, new ScopedCall(provider, instanceType, method).Invoke);
}
