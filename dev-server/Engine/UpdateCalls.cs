using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>UpdateWorkflowExecution and PollWorkflowExecutionUpdate: one update per id and run.</summary>
internal sealed class UpdateCalls(EngineCore core)
{
    private const string NotAtAdmitted =
        "UpdateWorkflowExecution issued asynchronously and waiting on update admitted is not supported.";

    public void Send(UpdateWorkflowExecutionRequest request, Ticket<UpdateWorkflowExecutionResponse> ticket)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        Check(request);
        var run = core.Runs.ResolveOfChain(owner.Id, request.WorkflowExecution, request.FirstExecutionRunId);
        var updateId = IdOf(request);
        Join(run, updateId, request, new UpdateWaiter(
            ticket,
            WantedStage(request.WaitPolicy),
            standing => core.Turn.Answer(ticket, Reply(run, updateId, standing)),
            error => core.Turn.Refuse(ticket, error)));
    }

    public void Poll(PollWorkflowExecutionUpdateRequest request, Ticket<PollWorkflowExecutionUpdateResponse> ticket)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        if (request.UpdateRef is not { } wanted)
        {
            throw RpcError.InvalidArgument("UpdateRef is not set on request.");
        }

        var run = core.Runs.Resolve(owner.Id, wanted.WorkflowExecution);
        var standing = core.Updates.Standing(run, wanted.UpdateId) ?? throw UpdateFailures.Unknown(wanted.UpdateId);
        core.Updates.Await(run, wanted.UpdateId, standing, new UpdateWaiter(
            ticket,
            request.WaitPolicy?.LifecycleStage ?? UpdateWorkflowExecutionLifecycleStage.Unspecified,
            reached => core.Turn.Answer(ticket, new PollWorkflowExecutionUpdateResponse
            {
                UpdateRef = Ref(run, wanted.UpdateId),
                Stage = reached.Stage,
                Outcome = reached.Outcome,
            }),
            error => core.Turn.Refuse(ticket, error)));
    }

    /// <summary>Takes the update in unless the run knows it already, and lets the call wait for it.</summary>
    public void Join(Run run, string updateId, UpdateWorkflowExecutionRequest request, UpdateWaiter waiter)
    {
        var standing = core.Updates.Standing(run, updateId);
        if (standing is null)
        {
            request.Request.Meta.UpdateId = updateId;
            core.Updates.Admit(run, updateId, request.Request);
        }

        core.Updates.Await(run, updateId, standing ?? UpdateStanding.Admitted, waiter);
    }

    /// <summary>The id that the client gave, or a new one.</summary>
    public string IdOf(UpdateWorkflowExecutionRequest request) =>
        request.Request.Meta.UpdateId is { Length: > 0 } given ? given : core.Ids.NewId();

    public static UpdateWorkflowExecutionLifecycleStage WantedStage(WaitPolicy? policy) =>
        policy?.LifecycleStage is { } stage and not UpdateWorkflowExecutionLifecycleStage.Unspecified
            ? stage
            : UpdateWorkflowExecutionLifecycleStage.Completed;

    public static UpdateWorkflowExecutionResponse Reply(Run run, string updateId, UpdateStanding standing) => new()
    {
        UpdateRef = Ref(run, updateId),
        Stage = standing.Stage,
        Outcome = standing.Outcome,
    };

    public static void Check(UpdateWorkflowExecutionRequest request)
    {
        if (request.Request?.Meta is not { } meta)
        {
            throw RpcError.InvalidArgument("Update meta is not set on request.");
        }

        StartChecks.CheckLength(meta.UpdateId, "UpdateId");
        if (request.Request.Input is not { } input)
        {
            throw RpcError.InvalidArgument("Update input is not set on request.");
        }

        StartChecks.CheckId(input.Name, "Update name");
        StartChecks.CheckSize(input.Args, "Update arguments");
        if (request.Request.CompletionCallbacks.Count > 0)
        {
            throw RpcError.Unimplemented(
                "Completion callbacks of updates are not supported by the embedded server.");
        }

        if (request.WaitPolicy?.LifecycleStage == UpdateWorkflowExecutionLifecycleStage.Admitted)
        {
            throw new RpcError(
                GrpcStatusCode.PermissionDenied, NotAtAdmitted, new PermissionDeniedFailure { Reason = NotAtAdmitted });
        }
    }

    private static UpdateRef Ref(Run run, string updateId) => new()
    {
        WorkflowExecution = new WorkflowExecution { WorkflowId = run.Key.WorkflowId, RunId = run.Key.RunId },
        UpdateId = updateId,
    };
}
