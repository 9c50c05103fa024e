using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Client.Outbound;

/// <summary>Reports on activities from outside their worker; by task token or by ids.</summary>
internal sealed class AsyncActivities(TemporalClient client)
{
    private string Namespace => client.Options.Namespace;

    private string Identity => client.Connection.Options.Identity!;

    public async Task HeartbeatAsync(HeartbeatAsyncActivityInput input)
    {
        var details = await Converter(input.DataConverterOverride).ToArgumentsAsync(input.Options?.Details);
        var rpc = TemporalClient.DefaultRetryOptions(input.Options?.Rpc);
        var isToStop = false;
        switch (input.Activity)
        {
            case AsyncActivityHandle.TaskTokenReference { TaskToken: var token }:
                var byToken = await client.WorkflowService.RecordActivityTaskHeartbeatAsync(
                    new()
                    {
                        Namespace = Namespace,
                        TaskToken = ByteString.CopyFrom(token),
                        Details = details,
                        Identity = Identity,
                    },
                    rpc);
                isToStop = byToken.CancelRequested || byToken.ActivityPaused || byToken.ActivityReset;
                break;
            case AsyncActivityHandle.IdReference ids:
                var byId = await client.WorkflowService.RecordActivityTaskHeartbeatByIdAsync(
                    new()
                    {
                        Namespace = Namespace,
                        WorkflowId = ids.WorkflowId,
                        RunId = ids.RunId ?? string.Empty,
                        ActivityId = ids.ActivityId,
                        Details = details,
                        Identity = Identity,
                    },
                    rpc);
                isToStop = byId.CancelRequested || byId.ActivityPaused || byId.ActivityReset;
                break;
            default:
                throw Unknown(input.Activity);
        }

        if (isToStop)
        {
            throw new AsyncActivityCanceledException();
        }
    }

    public async Task CompleteAsync(CompleteAsyncActivityInput input)
    {
        var result = await Converter(input.DataConverterOverride).ToArgumentsAsync([input.Result]);
        var rpc = TemporalClient.DefaultRetryOptions(input.Options?.Rpc);
        await (input.Activity switch
        {
            AsyncActivityHandle.TaskTokenReference { TaskToken: var token } =>
                (Task)client.WorkflowService.RespondActivityTaskCompletedAsync(
                    new()
                    {
                        Namespace = Namespace,
                        TaskToken = ByteString.CopyFrom(token),
                        Result = result,
                        Identity = Identity,
                    },
                    rpc),
            AsyncActivityHandle.IdReference ids => client.WorkflowService.RespondActivityTaskCompletedByIdAsync(
                new()
                {
                    Namespace = Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Result = result,
                    Identity = Identity,
                },
                rpc),
            _ => throw Unknown(input.Activity),
        });
    }

    public async Task FailAsync(FailAsyncActivityInput input)
    {
        var converter = Converter(input.DataConverterOverride);
        var failure = await converter.ToFailureAsync(input.Exception);
        var details = await converter.ToArgumentsAsync(input.Options?.LastHeartbeatDetails);
        var rpc = TemporalClient.DefaultRetryOptions(input.Options?.Rpc);
        await (input.Activity switch
        {
            AsyncActivityHandle.TaskTokenReference { TaskToken: var token } =>
                (Task)client.WorkflowService.RespondActivityTaskFailedAsync(
                    new()
                    {
                        Namespace = Namespace,
                        TaskToken = ByteString.CopyFrom(token),
                        Failure = failure,
                        LastHeartbeatDetails = details,
                        Identity = Identity,
                    },
                    rpc),
            AsyncActivityHandle.IdReference ids => client.WorkflowService.RespondActivityTaskFailedByIdAsync(
                new()
                {
                    Namespace = Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Failure = failure,
                    LastHeartbeatDetails = details,
                    Identity = Identity,
                },
                rpc),
            _ => throw Unknown(input.Activity),
        });
    }

    public async Task ReportCancellationAsync(ReportCancellationAsyncActivityInput input)
    {
        var details = await Converter(input.DataConverterOverride).ToArgumentsAsync(input.Options?.Details);
        var rpc = TemporalClient.DefaultRetryOptions(input.Options?.Rpc);
        await (input.Activity switch
        {
            AsyncActivityHandle.TaskTokenReference { TaskToken: var token } =>
                (Task)client.WorkflowService.RespondActivityTaskCanceledAsync(
                    new()
                    {
                        Namespace = Namespace,
                        TaskToken = ByteString.CopyFrom(token),
                        Details = details,
                        Identity = Identity,
                    },
                    rpc),
            AsyncActivityHandle.IdReference ids => client.WorkflowService.RespondActivityTaskCanceledByIdAsync(
                new()
                {
                    Namespace = Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Details = details,
                    Identity = Identity,
                },
                rpc),
            _ => throw Unknown(input.Activity),
        });
    }

    private static ArgumentException Unknown(AsyncActivityHandle.Reference reference) =>
        new($"Unknown kind of activity reference {reference.GetType()}");

    private DataConverter Converter(DataConverter? given) => given ?? client.Options.DataConverter;
}
