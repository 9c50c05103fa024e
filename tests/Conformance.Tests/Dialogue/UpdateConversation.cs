using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Dialogue;

/// <summary>The client's half of updates.</summary>
internal static class UpdateConversation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static UpdateWorkflowExecutionRequest UpdateRequest(
        this Conversation c, string updateId, Stage stage = Stage.Completed) => new()
    {
        Namespace = Conversation.Namespace,
        WorkflowExecution = c.Current,
        WaitPolicy = new() { LifecycleStage = stage },
        Request = new()
        {
            Meta = new() { UpdateId = updateId, Identity = "client" },
            Input = new() { Name = "change", Args = Conversation.JsonArguments("\"argument\"") },
        },
    };

    public static Task<UpdateWorkflowExecutionResponse> UpdateAsync(
        this Conversation c, string updateId, Stage stage = Stage.Completed, TimeSpan? patience = null) =>
        c.SendAsync(c.UpdateRequest(updateId, stage), patience);

    public static Task<UpdateWorkflowExecutionResponse> SendAsync(
        this Conversation c, UpdateWorkflowExecutionRequest request, TimeSpan? patience = null) =>
        c.Rpc.UpdateWorkflowExecutionAsync(request, new() { Timeout = patience ?? Patience });

    /// <summary>Asks for an update; without a stage it does not wait.</summary>
    public static Task<PollWorkflowExecutionUpdateResponse> PollUpdateAsync(
        this Conversation c, string updateId, Stage? stage = null, TimeSpan? patience = null) =>
        c.Rpc.PollWorkflowExecutionUpdateAsync(
            new()
            {
                Namespace = Conversation.Namespace,
                UpdateRef = new() { WorkflowExecution = c.Current, UpdateId = updateId },
                WaitPolicy = stage is { } wanted ? new WaitPolicy { LifecycleStage = wanted } : null,
            },
            new() { Timeout = patience ?? Patience });

    /// <summary>A running workflow without a pending task: events 1 to 4.</summary>
    public static async Task StartIdleAsync(this Conversation c, params Temporalio.Api.Command.V1.Command[] commands)
    {
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), commands);
    }

    /// <summary>Until a workflow task is pending: the update has arrived, though nobody has taken it.</summary>
    public static Task UntilTaskPendsAsync(this Conversation c) =>
        Eventually.IsAsync(
            async () => (await c.DescribeAsync(c.Current)).PendingWorkflowTask is not null, "a pending workflow task");

    /// <summary>Until the server knows the update.</summary>
    public static Task UntilUpdateIsKnownAsync(this Conversation c, string updateId) => Eventually.IsAsync(
        async () =>
        {
            try
            {
                await c.PollUpdateAsync(updateId);
                return true;
            }
            catch (Temporalio.Exceptions.RpcException missing) when (
                missing.Code == Temporalio.Exceptions.RpcException.StatusCode.NotFound)
            {
                return false;
            }
        },
        $"update {updateId} is known");

    public static Task<RespondWorkflowTaskCompletedResponse> RespondAsync(
        this Conversation c, RespondWorkflowTaskCompletedRequest request) =>
        c.Rpc.RespondWorkflowTaskCompletedAsync(request);

    public static ExecuteMultiOperationRequest MultiRequest(
        this Conversation c,
        string updateId,
        Action<StartWorkflowExecutionRequest>? changeStart = null,
        Action<UpdateWorkflowExecutionRequest>? changeUpdate = null)
    {
        var start = c.StartRequest();
        start.WorkflowIdConflictPolicy = Temporalio.Api.Enums.V1.WorkflowIdConflictPolicy.UseExisting;
        changeStart?.Invoke(start);
        var update = c.UpdateRequest(updateId);
        changeUpdate?.Invoke(update);
        return new()
        {
            Namespace = Conversation.Namespace,
            Operations =
            {
                new ExecuteMultiOperationRequest.Types.Operation { StartWorkflow = start },
                new ExecuteMultiOperationRequest.Types.Operation { UpdateWorkflow = update },
            },
        };
    }

    public static Task<ExecuteMultiOperationResponse> MultiAsync(
        this Conversation c, ExecuteMultiOperationRequest request) =>
        c.Rpc.ExecuteMultiOperationAsync(request, new() { Timeout = Patience });
}
