using Temporalio.Client.Interceptors;

namespace Temporalio.Client.Outbound;

/// <summary>The end of the interceptor chain: here calls become requests.</summary>
internal sealed partial class ClientRoot : ClientOutboundInterceptor
{
    private readonly WorkflowStarts starts;
    private readonly WorkflowActions actions;
    private readonly WorkflowUpdates updates;
    private readonly UpdatesWithStart updatesWithStart;
    private readonly WorkflowLists lists;
    private readonly AsyncActivities activities;
    private readonly Schedules schedules;

    public ClientRoot(TemporalClient client)
    {
        starts = new(client);
        actions = new(client);
        updates = new(client);
        updatesWithStart = new(client, starts, updates);
        lists = new(client);
        activities = new(client);
        schedules = new(client);
    }

    public override Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        StartWorkflowInput input) => starts.StartAsync<TWorkflow, TResult>(input);

    public override Task SignalWorkflowAsync(SignalWorkflowInput input) => actions.SignalAsync(input);

    public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input) =>
        actions.QueryAsync<TResult>(input);

    public override Task<WorkflowUpdateHandle<TResult>> StartWorkflowUpdateAsync<TResult>(
        StartWorkflowUpdateInput input) => updates.StartAsync<TResult>(input);

    public override Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        StartUpdateWithStartWorkflowInput input) => updatesWithStart.StartAsync<TUpdateResult>(input);

    public override Task<WorkflowExecutionDescription> DescribeWorkflowAsync(DescribeWorkflowInput input) =>
        actions.DescribeAsync(input);

    public override Task CancelWorkflowAsync(CancelWorkflowInput input) => actions.CancelAsync(input);

    public override Task TerminateWorkflowAsync(TerminateWorkflowInput input) => actions.TerminateAsync(input);

    public override Task<WorkflowHistoryEventPage> FetchWorkflowHistoryEventPageAsync(
        FetchWorkflowHistoryEventPageInput input) => lists.FetchHistoryPageAsync(input);

    public override IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(ListWorkflowsInput input) =>
        lists.ListAsync(input);

    public override Task<WorkflowListPage> ListWorkflowsPaginatedAsync(ListWorkflowsPaginatedInput input) =>
        lists.ListPageAsync(input);

    public override Task<WorkflowExecutionCount> CountWorkflowsAsync(CountWorkflowsInput input) =>
        lists.CountAsync(input);

    public override Task HeartbeatAsyncActivityAsync(HeartbeatAsyncActivityInput input) =>
        activities.HeartbeatAsync(input);

    public override Task CompleteAsyncActivityAsync(CompleteAsyncActivityInput input) =>
        activities.CompleteAsync(input);

    public override Task FailAsyncActivityAsync(FailAsyncActivityInput input) => activities.FailAsync(input);

    public override Task ReportCancellationAsyncActivityAsync(ReportCancellationAsyncActivityInput input) =>
        activities.ReportCancellationAsync(input);
}
