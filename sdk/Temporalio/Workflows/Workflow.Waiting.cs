namespace Temporalio.Workflows;

/// <content>Waiting.</content>
public static partial class Workflow
{
    /// <summary>Waits for a time, on a timer of the server.</summary>
    /// <param name="millisecondsDelay">Milliseconds; -1 for ever. Zero is one millisecond.</param>
    /// <param name="cancellationToken">What cancels it; default <see cref="CancellationToken" />.</param>
    /// <returns>Task that ends after the time.</returns>
    public static Task DelayAsync(int millisecondsDelay, CancellationToken? cancellationToken = null) =>
        DelayAsync(TimeSpan.FromMilliseconds(millisecondsDelay), cancellationToken);

    /// <summary>
    /// Waits for a time, on a timer of the server. The timer starts with this call, not with the await.
    /// </summary>
    /// <param name="delay">Time; <see cref="Timeout.InfiniteTimeSpan" /> for ever. Zero is one millisecond.</param>
    /// <param name="cancellationToken">What cancels it; default <see cref="CancellationToken" />.</param>
    /// <returns>Task that ends after the time.</returns>
    public static Task DelayAsync(TimeSpan delay, CancellationToken? cancellationToken = null) =>
        Context.Outbound.DelayAsync(new(delay, cancellationToken, null));

    /// <summary>Waits for a time, on a timer of the server.</summary>
    /// <param name="options">How long, and a summary.</param>
    /// <returns>Task that ends after the time.</returns>
    public static Task DelayWithOptionsAsync(DelayOptions options) =>
        Context.Outbound.DelayAsync(new(options.Delay, options.CancellationToken, options.Summary));

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionCheck">Condition; must be pure: it is asked often.</param>
    /// <param name="cancellationToken">What cancels it; default <see cref="CancellationToken" />.</param>
    /// <returns>Task that ends when it holds.</returns>
    public static Task WaitConditionAsync(Func<bool> conditionCheck, CancellationToken? cancellationToken = null) =>
        Context.WaitConditionAsync(new(conditionCheck, null, null, cancellationToken));

    /// <summary>Waits until a condition holds, or a time has passed.</summary>
    /// <param name="conditionCheck">Condition; must be pure: it is asked often.</param>
    /// <param name="timeoutMilliseconds">Longest wait in milliseconds; -1 for ever.</param>
    /// <param name="cancellationToken">What cancels it; default <see cref="CancellationToken" />.</param>
    /// <returns>Whether it holds.</returns>
    public static Task<bool> WaitConditionAsync(
        Func<bool> conditionCheck, int timeoutMilliseconds, CancellationToken? cancellationToken = null) =>
        WaitConditionAsync(conditionCheck, TimeSpan.FromMilliseconds(timeoutMilliseconds), cancellationToken);

    /// <summary>Waits until a condition holds, or a time has passed.</summary>
    /// <param name="conditionCheck">Condition; must be pure: it is asked often.</param>
    /// <param name="timeout">Longest wait; <see cref="Timeout.InfiniteTimeSpan" /> for ever.</param>
    /// <param name="cancellationToken">What cancels it; default <see cref="CancellationToken" />.</param>
    /// <returns>Whether it holds.</returns>
    public static Task<bool> WaitConditionAsync(
        Func<bool> conditionCheck, TimeSpan timeout, CancellationToken? cancellationToken = null) =>
        Context.WaitConditionAsync(new(conditionCheck, timeout, null, cancellationToken));

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="options">Condition, limit and a summary for the timer.</param>
    /// <returns>Whether it holds; false when the limit passed.</returns>
    public static Task<bool> WaitConditionWithOptionsAsync(WaitConditionOptions options) =>
        Context.WaitConditionAsync(options);

    /// <summary>
    /// Runs work concurrently, in the workflow: the replacement of <see cref="Task.Run(Func{Task})" />.
    /// </summary>
    /// <param name="function">Work.</param>
    /// <param name="cancellationToken">What keeps it from starting; default <see cref="CancellationToken" />.</param>
    /// <returns>Task that ends with it.</returns>
    public static Task RunTaskAsync(Func<Task> function, CancellationToken? cancellationToken = null) =>
        RunTaskAsync(
            async () =>
            {
                await function();
                return true;
            },
            cancellationToken);

    /// <summary>Runs work concurrently, in the workflow.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="function">Work.</param>
    /// <param name="cancellationToken">What keeps it from starting; default <see cref="CancellationToken" />.</param>
    /// <returns>Its result.</returns>
    public static Task<TResult> RunTaskAsync<TResult>(
        Func<Task<TResult>> function, CancellationToken? cancellationToken = null)
    {
        Context.Guard.RequireChangeable("wait or schedule workflow work");
        return Context.StartAsync(function, cancellationToken ?? CancellationToken);
    }

    /// <summary>Waits for the first of some tasks: the replacement of <see cref="Task.WhenAny(Task[])" />.</summary>
    /// <param name="tasks">Tasks.</param>
    /// <returns>The one that ended first.</returns>
    public static Task<Task> WhenAnyAsync(params Task[] tasks) => Task.WhenAny(tasks);

    /// <summary>Waits for the first of some tasks.</summary>
    /// <param name="tasks">Tasks.</param>
    /// <returns>The one that ended first.</returns>
    public static Task<Task> WhenAnyAsync(IEnumerable<Task> tasks) => Task.WhenAny(tasks);

    /// <summary>Waits for the first of some tasks.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="tasks">Tasks.</param>
    /// <returns>The one that ended first.</returns>
    public static Task<Task<TResult>> WhenAnyAsync<TResult>(params Task<TResult>[] tasks) =>
        WhenAnyAsync(tasks.AsEnumerable());

    /// <summary>Waits for the first of some tasks.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="tasks">Tasks.</param>
    /// <returns>The one that ended first.</returns>
    /// <remarks>
    /// The generic method of .NET continues on the default scheduler, which workflow code must not touch.
    /// </remarks>
    public static async Task<Task<TResult>> WhenAnyAsync<TResult>(IEnumerable<Task<TResult>> tasks) =>
        (Task<TResult>)await Task.WhenAny(tasks.Cast<Task>());

    /// <summary>Waits for all of some tasks.</summary>
    /// <param name="tasks">Tasks.</param>
    /// <returns>Task that ends with the last one.</returns>
    public static Task WhenAllAsync(IEnumerable<Task> tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all of some tasks.</summary>
    /// <param name="tasks">Tasks.</param>
    /// <returns>Task that ends with the last one.</returns>
    public static Task WhenAllAsync(params Task[] tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all of some tasks.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="tasks">Tasks.</param>
    /// <returns>Their results.</returns>
    public static Task<TResult[]> WhenAllAsync<TResult>(IEnumerable<Task<TResult>> tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all of some tasks.</summary>
    /// <typeparam name="TResult">Result type.</typeparam>
    /// <param name="tasks">Tasks.</param>
    /// <returns>Their results.</returns>
    public static Task<TResult[]> WhenAllAsync<TResult>(params Task<TResult>[] tasks) => Task.WhenAll(tasks);
}
