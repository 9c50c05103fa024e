using System.Linq.Expressions;

namespace Temporalio.Workflows;

/// <content>Local activities.</content>
public static partial class Workflow
{
    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync(
        Expression<Action> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync(
        Expression<Func<Task>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall, LocalActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteLocalActivityAsync(name, args, options);
    }

    /// <summary>Executes a local activity and waits for it.</summary>
    /// <param name="activity">Activity type name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync(
        string activity, IReadOnlyCollection<object?> args, LocalActivityOptions options) =>
        Context.Outbound.ScheduleLocalActivityAsync<ValueTuple>(new(activity, args, options, null));

    /// <summary>Executes a local activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activity">Activity type name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ApplicationFailureException">The activity failed for good.</exception>
    /// <exception cref="Exceptions.ActivityFailureException">The activity timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        string activity, IReadOnlyCollection<object?> args, LocalActivityOptions options) =>
        Context.Outbound.ScheduleLocalActivityAsync<TResult>(new(activity, args, options, null));
}
