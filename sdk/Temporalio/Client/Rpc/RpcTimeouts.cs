using Google.Protobuf;
using Temporalio.Api.WorkflowService.V1;

namespace Temporalio.Client.Rpc;

/// <summary>Time limits of calls that state none of their own.</summary>
internal static class RpcTimeouts
{
    public static readonly TimeSpan Normal = TimeSpan.FromSeconds(30);

    /// <summary>Above the 60 seconds after which a server answers a poll that found nothing.</summary>
    public static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(70);

    public static TimeSpan For(IMessage request) => request switch
    {
        PollWorkflowTaskQueueRequest or PollActivityTaskQueueRequest => LongPoll,
        GetWorkflowExecutionHistoryRequest { WaitNewEvent: true } => LongPoll,
        UpdateWorkflowExecutionRequest or ExecuteMultiOperationRequest => LongPoll,
        _ => Normal,
    };
}
