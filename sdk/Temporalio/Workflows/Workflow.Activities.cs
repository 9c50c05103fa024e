using System.Linq.Expressions;

namespace Temporalio.Workflows;

/// <content>Activities.</content>
public static partial class Workflow
{
    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task ExecuteActivityAsync(
        Expression<Action> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task ExecuteActivityAsync(
        Expression<Func<Task>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync<TResult>(name, args, options);
    }


    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TActivityInstance">Activity class.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall, ActivityOptions options)
    {
        var (name, args) = CallExpressions.Activity(activityCall);
        return ExecuteActivityAsync(name, args, options);
    }

    /// <summary>Executes an activity and waits for it.</summary>
    /// <param name="activity">Activity type name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>Task that ends with it.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task ExecuteActivityAsync(
        string activity, IReadOnlyCollection<object?> args, ActivityOptions options) =>
        Context.Outbound.ScheduleActivityAsync<ValueTuple>(new(activity, args, options, null));

    /// <summary>Executes an activity and waits for it.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="activity">Activity type name.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The result.</returns>
    /// <exception cref="Exceptions.ActivityFailureException">
    /// The activity failed for good, timed out or was cancelled.
    /// </exception>
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        string activity, IReadOnlyCollection<object?> args, ActivityOptions options) =>
        Context.Outbound.ScheduleActivityAsync<TResult>(new(activity, args, options, null));
}
