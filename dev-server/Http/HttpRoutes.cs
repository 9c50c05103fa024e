using DirectedExecution.DevServer.Engine;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// The paths of the official HTTP API (level of 1.29), a method that this server does not have included: it says so.
/// </summary>
internal static class HttpRoutes
{
    private const string Versioned = "/api/v1";

    // Words go before fields: /workflows/execute-multi-operation is no workflow id.
    private static readonly string[] InBothForms =
    [
        "POST /namespaces/{namespace}/workflows/execute-multi-operation ExecuteMultiOperation",
        "POST /namespaces/{namespace}/workflows/{workflow_id} StartWorkflowExecution",
        "GET /namespaces/{namespace}/workflows ListWorkflowExecutions",
        "GET /namespaces/{namespace}/workflows/{execution.workflow_id} DescribeWorkflowExecution",
        "GET /namespaces/{namespace}/workflows/{execution.workflow_id}/history GetWorkflowExecutionHistory",
        "GET /namespaces/{namespace}/workflows/{execution.workflow_id}/history-reverse "
            + "GetWorkflowExecutionHistoryReverse",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/cancel RequestCancelWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/signal/{signal_name} "
            + "SignalWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{workflow_id}/signal-with-start/{signal_name} "
            + "SignalWithStartWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/reset ResetWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/terminate TerminateWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{execution.workflow_id}/query/{query.query_type} QueryWorkflow",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/update/{request.input.name} "
            + "UpdateWorkflowExecution",
        "POST /namespaces/{namespace}/workflows/{workflow_execution.workflow_id}/update-options "
            + "UpdateWorkflowExecutionOptions",
        "POST /namespaces/{namespace}/workflows/{execution.workflow_id}/trigger-rule TriggerWorkflowRule",
        "GET /namespaces/{namespace}/archived-workflows ListArchivedWorkflowExecutions",
        "GET /namespaces/{namespace}/workflow-count CountWorkflowExecutions",
        "POST /namespaces/{namespace}/activities/heartbeat RecordActivityTaskHeartbeat",
        "POST /namespaces/{namespace}/activities/heartbeat-by-id RecordActivityTaskHeartbeatById",
        "POST /namespaces/{namespace}/activities/complete RespondActivityTaskCompleted",
        "POST /namespaces/{namespace}/activities/complete-by-id RespondActivityTaskCompletedById",
        "POST /namespaces/{namespace}/activities/fail RespondActivityTaskFailed",
        "POST /namespaces/{namespace}/activities/fail-by-id RespondActivityTaskFailedById",
        "POST /namespaces/{namespace}/activities/cancel RespondActivityTaskCanceled",
        "POST /namespaces/{namespace}/activities/cancel-by-id RespondActivityTaskCanceledById",
        "POST /namespaces/{namespace}/activities/update-options UpdateActivityOptions",
        "POST /namespaces/{namespace}/activities/pause PauseActivity",
        "POST /namespaces/{namespace}/activities/unpause UnpauseActivity",
        "POST /namespaces/{namespace}/activities/reset ResetActivity",
        "GET /namespaces/{namespace}/task-queues/{task_queue.name} DescribeTaskQueue",
        "GET /namespaces/{namespace}/task-queues/{task_queue}/worker-build-id-compatibility "
            + "GetWorkerBuildIdCompatibility",
        "GET /namespaces/{namespace}/task-queues/{task_queue}/worker-versioning-rules GetWorkerVersioningRules",
        "POST /namespaces/{namespace}/task-queues/{task_queue}/update-config UpdateTaskQueueConfig",
        "GET /namespaces/{namespace}/worker-task-reachability GetWorkerTaskReachability",
        "POST /namespaces/{namespace}/schedules/{schedule_id} CreateSchedule",
        "GET /namespaces/{namespace}/schedules/{schedule_id} DescribeSchedule",
        "POST /namespaces/{namespace}/schedules/{schedule_id}/update UpdateSchedule",
        "POST /namespaces/{namespace}/schedules/{schedule_id}/patch PatchSchedule",
        "GET /namespaces/{namespace}/schedules/{schedule_id}/matching-times ListScheduleMatchingTimes",
        "DELETE /namespaces/{namespace}/schedules/{schedule_id} DeleteSchedule",
        "GET /namespaces/{namespace}/schedules ListSchedules",
        "POST /namespaces/{namespace}/batch-operations/{job_id} StartBatchOperation",
        "POST /namespaces/{namespace}/batch-operations/{job_id}/stop StopBatchOperation",
        "GET /namespaces/{namespace}/batch-operations/{job_id} DescribeBatchOperation",
        "GET /namespaces/{namespace}/batch-operations ListBatchOperations",
        "GET /namespaces/{namespace}/deployments ListDeployments",
        "GET /namespaces/{namespace}/deployments/{deployment.series_name}/{deployment.build_id} DescribeDeployment",
        "GET /namespaces/{namespace}/deployments/{deployment.series_name}/{deployment.build_id}/reachability "
            + "GetDeploymentReachability",
        "GET /namespaces/{namespace}/current-deployment/{series_name} GetCurrentDeployment",
        "POST /namespaces/{namespace}/current-deployment/{deployment.series_name} SetCurrentDeployment",
        "GET /namespaces/{namespace}/worker-deployments ListWorkerDeployments",
        "GET /namespaces/{namespace}/worker-deployments/{deployment_name} DescribeWorkerDeployment",
        "DELETE /namespaces/{namespace}/worker-deployments/{deployment_name} DeleteWorkerDeployment",
        "POST /namespaces/{namespace}/worker-deployments/{deployment_name}/set-current-version "
            + "SetWorkerDeploymentCurrentVersion",
        "POST /namespaces/{namespace}/worker-deployments/{deployment_name}/set-ramping-version "
            + "SetWorkerDeploymentRampingVersion",
        "POST /namespaces/{namespace}/worker-deployments/{deployment_name}/set-manager SetWorkerDeploymentManager",
        "GET /namespaces/{namespace}/worker-deployment-versions/{deployment_version.deployment_name}/"
            + "{deployment_version.build_id} DescribeWorkerDeploymentVersion",
        "DELETE /namespaces/{namespace}/worker-deployment-versions/{deployment_version.deployment_name}/"
            + "{deployment_version.build_id} DeleteWorkerDeploymentVersion",
        "POST /namespaces/{namespace}/worker-deployment-versions/{deployment_version.deployment_name}/"
            + "{deployment_version.build_id}/update-metadata UpdateWorkerDeploymentVersionMetadata",
        "POST /namespaces/{namespace}/workflow-rules CreateWorkflowRule",
        "GET /namespaces/{namespace}/workflow-rules/{rule_id} DescribeWorkflowRule",
        "DELETE /namespaces/{namespace}/workflow-rules/{rule_id} DeleteWorkflowRule",
        "GET /namespaces/{namespace}/workflow-rules ListWorkflowRules",
        "POST /namespaces/{namespace}/workers/heartbeat RecordWorkerHeartbeat",
        "POST /namespaces/{namespace}/workers/fetch-config FetchWorkerConfig",
        "POST /namespaces/{namespace}/workers/update-config UpdateWorkerConfig",
        "GET /namespaces/{namespace}/workers ListWorkers",
        "GET /namespaces/{namespace}/workers/describe/{worker_instance_key} DescribeWorker",
        "GET /system-info GetSystemInfo",
    ];

    // The cluster's own are called otherwise in the versioned form.
    private static readonly string[] InOneForm =
    [
        .. OfCluster("/cluster/namespaces", "/cluster/nexus/endpoints"),
        .. OfCluster("/api/v1/namespaces", "/api/v1/nexus/endpoints"),
        "GET /cluster GetClusterInfo",
        "GET /api/v1/cluster-info GetClusterInfo",
    ];

    private static readonly HttpRoute[] All =
    [
        .. InOneForm.Select(line => HttpRoute.Parse(line)),
        .. InBothForms.Select(line => HttpRoute.Parse(line)),
        .. InBothForms.Select(line => HttpRoute.Parse(line, Versioned)),
    ];

    /// <summary>Every route, for a test that holds them against the methods and their fields.</summary>
    internal static IReadOnlyList<HttpRoute> Known => All;

    /// <summary>The route of a call, and the fields of the request that stand in its path.</summary>
    /// <exception cref="RpcError">NOT_FOUND or UNIMPLEMENTED, in the words of the official API.</exception>
    public static (HttpRoute Route, List<KeyValuePair<string, string>> Fields) Find(
        string verb, string[] segments)
    {
        var isKnown = false;
        foreach (var route in All)
        {
            if (!route.Matches(segments, out var fields))
            {
                continue;
            }

            isKnown = true;
            if (route.Verb == verb)
            {
                return (route, fields);
            }
        }

        throw isKnown
            ? new RpcError(GrpcStatusCode.Unimplemented, "Method Not Allowed")
            : new RpcError(GrpcStatusCode.NotFound, "Not Found");
    }

    private static string[] OfCluster(string namespaces, string endpoints) =>
    [
        $"POST {namespaces} RegisterNamespace",
        $"GET {namespaces} ListNamespaces",
        $"GET {namespaces}/{{namespace}} DescribeNamespace",
        $"POST {namespaces}/{{namespace}}/update UpdateNamespace",
        $"GET {namespaces}/{{namespace}}/search-attributes Operator.ListSearchAttributes",
        $"GET {endpoints} Operator.ListNexusEndpoints",
        $"POST {endpoints} Operator.CreateNexusEndpoint",
        $"GET {endpoints}/{{id}} Operator.GetNexusEndpoint",
        $"POST {endpoints}/{{id}}/update Operator.UpdateNexusEndpoint",
        $"DELETE {endpoints}/{{id}} Operator.DeleteNexusEndpoint",
    ];
}
