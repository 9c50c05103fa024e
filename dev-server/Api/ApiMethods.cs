using DirectedExecution.DevServer.Api.Activities;
using DirectedExecution.DevServer.Api.Batches;
using DirectedExecution.DevServer.Api.Cluster;
using DirectedExecution.DevServer.Api.Health;
using DirectedExecution.DevServer.Api.Namespaces;
using DirectedExecution.DevServer.Api.Schedules;
using DirectedExecution.DevServer.Api.SearchAttributes;
using DirectedExecution.DevServer.Api.Tasks;
using DirectedExecution.DevServer.Api.Testing;
using DirectedExecution.DevServer.Api.Visibility;
using DirectedExecution.DevServer.Api.Workflows;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.DevServer.Api;

/// <summary>Every method that this server answers. What is not listed is UNIMPLEMENTED.</summary>
internal static class ApiMethods
{
    public static IEnumerable<IRpc> All(ApiContext context, IIdSource ids) =>
    [
        new Check(context),
        .. OfCluster(context),
        .. OfCatalog(context, ids),
        .. OfWorkflows(context),
        .. OfTasks(context),
        .. OfOperators(context),
        .. OfSchedules(context),
        .. context.State?.Skipping.IsSupported == true ? OfTests(context) : [],
    ];

    private static IEnumerable<IRpc> OfTests(ApiContext context) =>
    [
        new LockTimeSkipping(context),
        new UnlockTimeSkipping(context),
        new UnlockTimeSkippingWithSleep(context),
        new Sleep(context),
        new SleepUntil(context),
        new GetCurrentTime(context),
    ];

    private static IEnumerable<IRpc> OfCluster(ApiContext context) =>
    [
        new GetSystemInfo(context),
        new GetClusterInfo(context),
        new ListClusters(context),
        new ListNexusEndpoints(context),
        new ListWorkerDeployments(context),
        .. RefusedRpc.All(),
    ];

    private static IEnumerable<IRpc> OfCatalog(ApiContext context, IIdSource ids) =>
    [
        new DescribeNamespace(context),
        new ListNamespaces(context),
        new RegisterNamespace(context, ids),
        new UpdateNamespace(context),
        new DeprecateNamespace(context),
        new DeleteNamespace(context, ids),
        new AddSearchAttributes(context),
        new RemoveSearchAttributes(context),
        new ListSearchAttributes(context),
    ];

    private static IEnumerable<IRpc> OfWorkflows(ApiContext context) =>
    [
        new StartWorkflowExecution(context),
        new SignalWithStartWorkflowExecution(context),
        new SignalWorkflowExecution(context),
        new RequestCancelWorkflowExecution(context),
        new TerminateWorkflowExecution(context),
        new DeleteWorkflowExecution(context),
        new ResetWorkflowExecution(context),
        new DescribeWorkflowExecution(context),
        new GetWorkflowExecutionHistory(context),
        new GetWorkflowExecutionHistoryReverse(context),
        new QueryWorkflow(context),
        new ListWorkflowExecutions(context),
        new CountWorkflowExecutions(context),
        new ListArchivedWorkflowExecutions(context),
        new UpdateWorkflowExecution(context),
        new PollWorkflowExecutionUpdate(context),
        new UpdateWorkflowExecutionOptions(context),
        new ExecuteMultiOperation(context),
        new ListOpenWorkflowExecutions(context),
        new ListClosedWorkflowExecutions(context),
        new ScanWorkflowExecutions(context),
    ];

    private static IEnumerable<IRpc> OfTasks(ApiContext context) =>
    [
        new PollWorkflowTaskQueue(context),
        new PollActivityTaskQueue(context),
        new RespondWorkflowTaskCompleted(context),
        new RespondWorkflowTaskFailed(context),
        new RespondQueryTaskCompleted(context),
        new RespondActivityTaskCompleted(context),
        new RespondActivityTaskFailed(context),
        new RespondActivityTaskCanceled(context),
        new RecordActivityTaskHeartbeat(context),
        new RespondActivityTaskCompletedById(context),
        new RespondActivityTaskFailedById(context),
        new RespondActivityTaskCanceledById(context),
        new RecordActivityTaskHeartbeatById(context),
        new DescribeTaskQueue(context),
        new ListTaskQueuePartitions(context),
        new ResetStickyTaskQueue(context),
        new ShutdownWorker(context),
    ];

    private static IEnumerable<IRpc> OfOperators(ApiContext context) =>
    [
        new PauseActivity(context),
        new UnpauseActivity(context),
        new ResetActivity(context),
        new UpdateActivityOptions(context),
        new StartBatchOperation(context),
        new DescribeBatchOperation(context),
        new StopBatchOperation(context),
        new ListBatchOperations(context),
    ];

    private static IEnumerable<IRpc> OfSchedules(ApiContext context) =>
    [
        new CreateSchedule(context),
        new DescribeSchedule(context),
        new UpdateSchedule(context),
        new PatchSchedule(context),
        new ListScheduleMatchingTimes(context),
        new DeleteSchedule(context),
        new ListSchedules(context),
    ];
}
