using System.Linq.Expressions;
using Temporalio.Workflows;

namespace Temporalio.Client;

/// <content>Activities without a workflow, which this SDK does not support.</content>
public partial class TemporalClient
{
    /// <inheritdoc />
    public Task<ActivityHandle<TResult>> StartActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall, StartActivityOptions options) =>
        StartActivityAsync<TResult>(CallExpressions.Activity(activityCall), options);

    /// <inheritdoc />
    public async Task<ActivityHandle> StartActivityAsync(
        Expression<Func<Task>> activityCall, StartActivityOptions options) =>
        await StartActivityAsync<ValueTuple>(CallExpressions.Activity(activityCall), options);

    /// <inheritdoc />
    public async Task<ActivityHandle> StartActivityAsync(
        string activity, IReadOnlyCollection<object?> args, StartActivityOptions options) =>
        await StartActivityAsync<ValueTuple>((activity, args), options);

    /// <inheritdoc />
    public ActivityHandle GetActivityHandle(string id, string? runId = null) =>
        new(this, id, runId);

    /// <inheritdoc />
    public ActivityHandle<TResult> GetActivityHandle<TResult>(string id, string? runId = null) =>
        new(this, id, runId);

    /// <inheritdoc />
    public IAsyncEnumerable<ActivityExecution> ListActivitiesAsync(
        string query, ActivityListOptions? options = null) =>
        OutboundInterceptor.ListActivitiesAsync(new(query, options));

    /// <inheritdoc />
    public Task<ActivityListPage> ListActivitiesPaginatedAsync(
        string query, byte[]? nextPageToken, ActivityListPaginatedOptions? options = null) =>
        OutboundInterceptor.ListActivitiesPaginatedAsync(new(query, nextPageToken, options));

    /// <inheritdoc />
    public Task<ActivityExecutionCount> CountActivitiesAsync(string query, ActivityCountOptions? options = null) =>
        OutboundInterceptor.CountActivitiesAsync(new(query, options));

    private Task<ActivityHandle<TResult>> StartActivityAsync<TResult>(
        (string Name, IReadOnlyCollection<object?> Args) call, StartActivityOptions options) =>
        OutboundInterceptor.StartActivityAsync<TResult>(new(call.Name, call.Args, options, null));
}
