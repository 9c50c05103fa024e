namespace Temporalio.Client.Interceptors;

/// <content>Activities without a workflow; the end of the chain does not support them.</content>
public abstract partial class ClientOutboundInterceptor
{
    /// <summary>Starts an activity.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="input">Input.</param>
    /// <returns>The handle.</returns>
    public virtual Task<ActivityHandle<TResult>> StartActivityAsync<TResult>(StartActivityInput input) =>
        Next.StartActivityAsync<TResult>(input);

    /// <summary>Describes an activity.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The description.</returns>
    public virtual Task<ActivityExecutionDescription> DescribeActivityAsync(DescribeActivityInput input) =>
        Next.DescribeActivityAsync(input);

    /// <summary>Cancels an activity.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task CancelActivityAsync(CancelActivityInput input) =>
        Next.CancelActivityAsync(input);

    /// <summary>Ends an activity at once.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task TerminateActivityAsync(TerminateActivityInput input) =>
        Next.TerminateActivityAsync(input);

    /// <summary>Lists activities.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The activities.</returns>
    public virtual IAsyncEnumerable<ActivityExecution> ListActivitiesAsync(ListActivitiesInput input) =>
        Next.ListActivitiesAsync(input);

    /// <summary>Lists one page of activities.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The page.</returns>
    public virtual Task<ActivityListPage> ListActivitiesPaginatedAsync(ListActivitiesPaginatedInput input) =>
        Next.ListActivitiesPaginatedAsync(input);

    /// <summary>Counts activities.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The count.</returns>
    public virtual Task<ActivityExecutionCount> CountActivitiesAsync(CountActivitiesInput input) =>
        Next.CountActivitiesAsync(input);
}
