using System.Linq.Expressions;

namespace Temporalio.Client;

/// <content>Activities without a workflow, which this SDK does not support.</content>
public static partial class ITemporalClientExtensions
{
    /// <summary>Executes an activity by a lambda.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public static async Task<TResult> ExecuteActivityAsync<TResult>(
        this ITemporalClient client, Expression<Func<Task<TResult>>> activityCall, StartActivityOptions options) =>
        await (await client.StartActivityAsync(activityCall, options)).GetResultAsync();

    /// <summary>Executes an activity by a lambda.</summary>
    /// <param name="client">Client.</param>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public static async Task ExecuteActivityAsync(
        this ITemporalClient client, Expression<Func<Task>> activityCall, StartActivityOptions options) =>
        await (await client.StartActivityAsync(activityCall, options)).GetResultAsync();

    /// <summary>Executes an activity by name.</summary>
    /// <param name="client">Client.</param>
    /// <param name="activity">Activity type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public static async Task ExecuteActivityAsync(
        this ITemporalClient client,
        string activity,
        IReadOnlyCollection<object?> args,
        StartActivityOptions options) =>
        await (await client.StartActivityAsync(activity, args, options)).GetResultAsync();

    /// <summary>Executes an activity by name.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="client">Client.</param>
    /// <param name="activity">Activity type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    public static async Task<TResult> ExecuteActivityAsync<TResult>(
        this ITemporalClient client,
        string activity,
        IReadOnlyCollection<object?> args,
        StartActivityOptions options) =>
        await (await client.StartActivityAsync(activity, args, options)).GetResultAsync<TResult>();
}
