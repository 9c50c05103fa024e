using System.Linq.Expressions;
using Temporalio.Workflows;

namespace Temporalio.Client;

/// <content>Activities without a workflow, which this SDK does not support.</content>
public partial interface ITemporalClient
{
    /// <summary>Starts an activity by a lambda.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    Task<ActivityHandle<TResult>> StartActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall, StartActivityOptions options);

    /// <summary>Starts an activity by a lambda.</summary>
    /// <param name="activityCall">Call of the activity method.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    Task<ActivityHandle> StartActivityAsync(Expression<Func<Task>> activityCall, StartActivityOptions options);

    /// <summary>Starts an activity by name.</summary>
    /// <param name="activity">Activity type.</param>
    /// <param name="args">Arguments.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    Task<ActivityHandle> StartActivityAsync(
        string activity, IReadOnlyCollection<object?> args, StartActivityOptions options);

    /// <summary>Gets a handle, whose calls throw.</summary>
    /// <param name="id">Activity id.</param>
    /// <param name="runId">Run id; null for the latest run.</param>
    /// <returns>The handle.</returns>
    ActivityHandle GetActivityHandle(string id, string? runId = null);

    /// <summary>Gets a handle, whose calls throw.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="id">Activity id.</param>
    /// <param name="runId">Run id; null for the latest run.</param>
    /// <returns>The handle.</returns>
    ActivityHandle<TResult> GetActivityHandle<TResult>(string id, string? runId = null);

    /// <summary>Lists activities.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="options">Options.</param>
    /// <returns>The activities.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    IAsyncEnumerable<ActivityExecution> ListActivitiesAsync(string query, ActivityListOptions? options = null);

    /// <summary>Lists one page of activities.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="nextPageToken">Token of the page before; null for the first.</param>
    /// <param name="options">Options.</param>
    /// <returns>The page.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    Task<ActivityListPage> ListActivitiesPaginatedAsync(
        string query, byte[]? nextPageToken, ActivityListPaginatedOptions? options = null);

    /// <summary>Counts activities.</summary>
    /// <param name="query">List filter; empty for all.</param>
    /// <param name="options">Options.</param>
    /// <returns>The count.</returns>
    /// <exception cref="NotSupportedException">Always, unless an interceptor answers.</exception>
    Task<ActivityExecutionCount> CountActivitiesAsync(string query, ActivityCountOptions? options = null);
}
