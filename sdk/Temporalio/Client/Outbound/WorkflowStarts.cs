using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Client.Outbound;

/// <summary>Starts, with or without a signal.</summary>
internal sealed class WorkflowStarts(TemporalClient client)
{
    public async Task<WorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(StartWorkflowInput input)
    {
        var options = input.Options;
        var id = options.Id ?? throw new ArgumentException("Workflow id is required to start a workflow");
        if (options.TaskQueue is null)
        {
            throw new ArgumentException("Task queue is required to start a workflow");
        }

        if (options.StartSignal is null && options.StartSignalArgs is { Count: > 0 })
        {
            throw new ArgumentException("There are signal arguments, but no signal to start with");
        }

        var request = await CreateRequestAsync(input, id, client.ConverterFor(id));
        try
        {
            return options.StartSignal is { } signal
                ? await SignalWithStartAsync<TWorkflow, TResult>(request, signal, options)
                : await StartAsync<TWorkflow, TResult>(request, options);
        }
        catch (RpcException failure) when (
            failure.Code == RpcException.StatusCode.AlreadyExists &&
            failure.FirstDetail<WorkflowExecutionAlreadyStartedFailure>() is not null)
        {
            var there = failure.FirstDetail<WorkflowExecutionAlreadyStartedFailure>()!;
            throw new WorkflowAlreadyStartedException(failure.Message, id, input.Workflow, there.RunId);
        }
    }

    // The first run of the chain is known only when the server names it or when this call began the chain.
    private static string? FirstRunOf(StartWorkflowExecutionResponse response) =>
        response.FirstExecutionRunId is { Length: > 0 } first ? first : response.Started ? response.RunId : null;

    private async Task<WorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(
        StartWorkflowExecutionRequest request, WorkflowOptions options)
    {
        var response = await StartAsync(request, options);

        // No run id: signals and queries are for whatever run is the latest.
        return new(client, request.WorkflowId, null, response.RunId, FirstRunOf(response));
    }

    // Where a worker of this connection has a slot for it, the first task may come with the answer.
    private async Task<StartWorkflowExecutionResponse> StartAsync(
        StartWorkflowExecutionRequest request, WorkflowOptions options)
    {
        var connection = client.Connection as TemporalConnection;
        var worker = options.RequestEagerStart && connection?.SystemInfo?.Capabilities?.EagerWorkflowStart == true
            ? connection.EagerWorkers.Reserve(request.Namespace, request.TaskQueue.Name)
            : null;
        request.RequestEagerExecution = worker is not null;
        request.EagerWorkerDeploymentOptions = worker?.Deployment;
        PollWorkflowTaskQueueResponse? first = null;
        try
        {
            var response = await client.WorkflowService.StartWorkflowExecutionAsync(
                request, TemporalClient.DefaultRetryOptions(options.Rpc));
            first = response.EagerWorkflowTask;
            return response;
        }
        finally
        {
            if (first is not null && worker is not null)
            {
                worker.Start(first);
            }
            else
            {
                worker?.Release();
            }
        }
    }

    private async Task<WorkflowHandle<TWorkflow, TResult>> SignalWithStartAsync<TWorkflow, TResult>(
        StartWorkflowExecutionRequest start, string signal, WorkflowOptions options)
    {
        var converter = client.ConverterFor(start.WorkflowId);
        var request = new SignalWithStartWorkflowExecutionRequest
        {
            Namespace = start.Namespace,
            WorkflowId = start.WorkflowId,
            WorkflowType = start.WorkflowType,
            TaskQueue = start.TaskQueue,
            Input = start.Input,
            WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
            WorkflowRunTimeout = start.WorkflowRunTimeout,
            WorkflowTaskTimeout = start.WorkflowTaskTimeout,
            Identity = start.Identity,
            RequestId = start.RequestId,
            WorkflowIdReusePolicy = start.WorkflowIdReusePolicy,
            WorkflowIdConflictPolicy = start.WorkflowIdConflictPolicy,
            SignalName = signal,
            SignalInput = await converter.ToArgumentsAsync(options.StartSignalArgs),
            RetryPolicy = start.RetryPolicy,
            CronSchedule = start.CronSchedule,
            Memo = start.Memo,
            SearchAttributes = start.SearchAttributes,
            Header = start.Header,
            WorkflowStartDelay = start.WorkflowStartDelay,
            UserMetadata = start.UserMetadata,
            Priority = start.Priority,
            VersioningOverride = start.VersioningOverride,
        };
        var response = await client.WorkflowService.SignalWithStartWorkflowExecutionAsync(
            request, TemporalClient.DefaultRetryOptions(options.Rpc));
        return new(client, request.WorkflowId, null, response.RunId, null);
    }

    public async Task<StartWorkflowExecutionRequest> CreateRequestAsync(
        StartWorkflowInput input, string id, DataConverter converter)
    {
        var options = input.Options;
        return new()
        {
            Namespace = client.Options.Namespace,
            WorkflowId = id,
            WorkflowType = new() { Name = input.Workflow },
            TaskQueue = new() { Name = options.TaskQueue },
            Input = await converter.ToArgumentsAsync(input.Args),
            WorkflowExecutionTimeout = ToDuration(options.ExecutionTimeout),
            WorkflowRunTimeout = ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = ToDuration(options.TaskTimeout),
            Identity = client.Connection.Options.Identity,

            // One id for the call and all its retries: the server starts once.
            RequestId = Guid.NewGuid().ToString(),
            WorkflowIdReusePolicy = options.IdReusePolicy,
            WorkflowIdConflictPolicy = options.IdConflictPolicy,
            RetryPolicy = options.RetryPolicy?.ToProto(),
            CronSchedule = options.CronSchedule ?? string.Empty,
            Memo = await converter.ToMemoAsync(options.Memo),
            SearchAttributes = options.TypedSearchAttributes is { Count: > 0 } attributes ? attributes.ToProto() : null,
            Header = await converter.ToHeaderAsync(input.Headers),
            WorkflowStartDelay = ToDuration(options.StartDelay),
            UserMetadata = await converter.ToUserMetadataAsync(options.StaticSummary, options.StaticDetails),
            Priority = options.Priority?.ToProto(),
            VersioningOverride = options.VersioningOverride?.ToProto(),
        };
    }

    private static Duration? ToDuration(TimeSpan? span) => span is { } value ? Duration.FromTimeSpan(value) : null;
}
