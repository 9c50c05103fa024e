using Temporalio.Client.Interceptors;
using Temporalio.Client.Schedules;
using Temporalio.Common;

namespace Temporalio.Client.Outbound;

/// <content>Schedules; and what is not supported, unless an interceptor before this end answers.</content>
internal sealed partial class ClientRoot
{
    public override Task<ScheduleHandle> CreateScheduleAsync(CreateScheduleInput input) => schedules.CreateAsync(input);

    public override Task BackfillScheduleAsync(BackfillScheduleInput input) => schedules.BackfillAsync(input);

    public override Task DeleteScheduleAsync(DeleteScheduleInput input) => schedules.DeleteAsync(input);

    public override Task<ScheduleDescription> DescribeScheduleAsync(DescribeScheduleInput input) =>
        schedules.DescribeAsync(input);

    public override Task PauseScheduleAsync(PauseScheduleInput input) => schedules.PauseAsync(input);

    public override Task TriggerScheduleAsync(TriggerScheduleInput input) => schedules.TriggerAsync(input);

    public override Task UnpauseScheduleAsync(UnpauseScheduleInput input) => schedules.UnpauseAsync(input);

    public override Task UpdateScheduleAsync(UpdateScheduleInput input) => schedules.UpdateAsync(input);

    public override IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ListSchedulesInput input) =>
        schedules.ListAsync(input);

    public override Task<ActivityHandle<TResult>> StartActivityAsync<TResult>(StartActivityInput input) =>
        throw Unsupported.StandaloneActivities();

    public override Task<ActivityExecutionDescription> DescribeActivityAsync(DescribeActivityInput input) =>
        throw Unsupported.StandaloneActivities();

    public override Task CancelActivityAsync(CancelActivityInput input) => throw Unsupported.StandaloneActivities();

    public override Task TerminateActivityAsync(TerminateActivityInput input) =>
        throw Unsupported.StandaloneActivities();

    public override IAsyncEnumerable<ActivityExecution> ListActivitiesAsync(ListActivitiesInput input) =>
        throw Unsupported.StandaloneActivities();

    public override Task<ActivityListPage> ListActivitiesPaginatedAsync(ListActivitiesPaginatedInput input) =>
        throw Unsupported.StandaloneActivities();

    public override Task<ActivityExecutionCount> CountActivitiesAsync(CountActivitiesInput input) =>
        throw Unsupported.StandaloneActivities();

    public override Task UpdateWorkerBuildIdCompatibilityAsync(UpdateWorkerBuildIdCompatibilityInput input) =>
        throw Unsupported.BuildIdSets();

    public override Task<WorkerBuildIdVersionSets?> GetWorkerBuildIdCompatibilityAsync(
        GetWorkerBuildIdCompatibilityInput input) => throw Unsupported.BuildIdSets();

    public override Task<WorkerTaskReachability> GetWorkerTaskReachabilityAsync(GetWorkerTaskReachabilityInput input) =>
        throw Unsupported.BuildIdSets();
}
