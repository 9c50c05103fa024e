using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Exceptions;

namespace Temporalio.Client.Outbound;

/// <summary>Signal, query, describe, cancel and terminate.</summary>
internal sealed class WorkflowActions(TemporalClient client)
{
    public async Task SignalAsync(SignalWorkflowInput input)
    {
        var converter = client.ConverterFor(input.Id);
        var request = new SignalWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
            SignalName = input.Signal,
            Input = await converter.ToArgumentsAsync(input.Args),
            Identity = client.Connection.Options.Identity,

            // One id for the call and all its retries: the signal happens once.
            RequestId = Guid.NewGuid().ToString(),
            Header = await converter.ToHeaderAsync(input.Headers),
        };
        await client.WorkflowService.SignalWorkflowExecutionAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
    }

    public async Task<TResult> QueryAsync<TResult>(QueryWorkflowInput input)
    {
        var converter = client.ConverterFor(input.Id);
        var request = new QueryWorkflowRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
            Query = new()
            {
                QueryType = input.Query,
                QueryArgs = await converter.ToArgumentsAsync(input.Args),
                Header = await converter.ToHeaderAsync(input.Headers),
            },
        };
        if ((input.Options?.RejectCondition ?? client.Options.QueryRejectCondition) is { } condition)
        {
            request.QueryRejectCondition = condition;
        }

        QueryWorkflowResponse response;
        try
        {
            response = await client.WorkflowService.QueryWorkflowAsync(
                request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
        }
        catch (RpcException failure) when (
            failure.Code == RpcException.StatusCode.InvalidArgument &&
            failure.FirstDetail<QueryFailedFailure>() is not null)
        {
            throw new WorkflowQueryFailedException(failure.Message);
        }

        return response.QueryRejected is { } rejected
            ? throw new WorkflowQueryRejectedException(rejected.Status)
            : await converter.ToResultAsync<TResult>(response.QueryResult?.Payloads_);
    }

    public async Task<WorkflowExecutionDescription> DescribeAsync(DescribeWorkflowInput input)
    {
        var request = new DescribeWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
        };
        var response = await client.WorkflowService.DescribeWorkflowExecutionAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
        return new(response, client.Options.DataConverter, client.Options.Namespace);
    }

    public Task CancelAsync(CancelWorkflowInput input)
    {
        var request = new RequestCancelWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
            FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty,
            Identity = client.Connection.Options.Identity,

            // One id for the call and all its retries.
            RequestId = Guid.NewGuid().ToString(),
        };
        return client.WorkflowService.RequestCancelWorkflowExecutionAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
    }

    public async Task TerminateAsync(TerminateWorkflowInput input)
    {
        var request = new TerminateWorkflowExecutionRequest
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = input.Id, RunId = input.RunId ?? string.Empty },
            FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty,
            Reason = input.Reason ?? string.Empty,
            Details = await client.ConverterFor(input.Id).ToArgumentsAsync(input.Options?.Details),
            Identity = client.Connection.Options.Identity,
        };
        await client.WorkflowService.TerminateWorkflowExecutionAsync(
            request, TemporalClient.DefaultRetryOptions(input.Options?.Rpc));
    }
}
