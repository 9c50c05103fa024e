using DirectedExecution.DevServer.Storage;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Status = Temporalio.Api.ErrorDetails.V1.MultiOperationExecutionFailure.Types.OperationStatus;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// ExecuteMultiOperation, which means: start a workflow unless it runs, and update it. Each of the two gets a status of
/// its own in a refusal.
/// </summary>
internal sealed class MultiOperationCalls(EngineCore core, StartCalls starts, UpdateCalls updates)
{
    public void Execute(ExecuteMultiOperationRequest request, Ticket<ExecuteMultiOperationResponse> ticket)
    {
        core.Catalog.GetNamespace(request.Namespace);
        if (request.Operations is not [{ StartWorkflow: { } start }, { UpdateWorkflow: { } update }])
        {
            throw RpcError.InvalidArgument("Operations have to be exactly [Start, Update].");
        }

        Guard(() => Check(request.Namespace, start), error => Refusal(error, null));
        Guard(() => Check(request.Namespace, update, start.WorkflowId), error => Refusal(null, error));
        start.Namespace = request.Namespace;
        StartOrJoin(new Call(start, update, updates.IdOf(update), ticket));
    }

    private void Check(string namespaceName, StartWorkflowExecutionRequest start)
    {
        var forbidden = start switch
        {
            { CronSchedule.Length: > 0 } => "CronSchedule is not allowed.",
            { RequestEagerExecution: true } => "RequestEagerExecution is not supported.",
            { WorkflowStartDelay: not null } => "WorkflowStartDelay is not supported.",
            _ when start.Namespace.Length > 0 && start.Namespace != namespaceName =>
                "Namespace is not consistent with the request's.",
            _ => null,
        };
        if (forbidden is not null)
        {
            throw RpcError.InvalidArgument(forbidden);
        }

        StartChecks.Check(start, core.Now);
    }

    private static void Check(string namespaceName, UpdateWorkflowExecutionRequest update, string workflowId)
    {
        var forbidden = update switch
        {
            { WorkflowExecution.RunId.Length: > 0 } => "RunId is not allowed.",
            { FirstExecutionRunId.Length: > 0 } => "FirstExecutionRunId is not allowed.",
            _ when update.WorkflowExecution?.WorkflowId != workflowId =>
                "WorkflowId is not consistent with previous operation(s).",
            _ when update.Namespace.Length > 0 && update.Namespace != namespaceName =>
                "Namespace is not consistent with the request's.",
            _ => null,
        };
        if (forbidden is not null)
        {
            throw RpcError.InvalidArgument(forbidden);
        }

        UpdateCalls.Check(update);
    }

    private void StartOrJoin(Call call)
    {
        var (run, isStarted) = FindFinished(call) is { } finished
            ? (finished, false)
            : Guard(() => starts.Ensure(call.Start), error => Refusal(error, null));
        var started = StartCalls.Reply(call.Start.Namespace, run, isStarted);
        if (!isStarted)
        {
            started.Link.WorkflowEvent.Namespace = string.Empty;
        }

        var waiter = new UpdateWaiter(
            call.Ticket,
            UpdateCalls.WantedStage(call.Update.WaitPolicy),
            standing => core.Turn.Answer(call.Ticket, new ExecuteMultiOperationResponse
            {
                Responses =
                {
                    new ExecuteMultiOperationResponse.Types.Response { StartWorkflow = started },
                    new ExecuteMultiOperationResponse.Types.Response
                    {
                        UpdateWorkflow = UpdateCalls.Reply(run, call.UpdateId, standing),
                    },
                },
            }),
            error => core.Turn.Refuse(call.Ticket, AfterStart(error, isStarted)),
            isStarted ? null : () => core.Turn.FollowUps.Enqueue(() => TryAgain(call)));
        Guard(() => updates.Join(run, call.UpdateId, call.Update, waiter), error => AfterStart(error, isStarted));
    }

    /// <summary>The closed run that has the update's outcome already: then nothing is started.</summary>
    private Run? FindFinished(Call call)
    {
        var owner = core.Catalog.GetNamespace(call.Start.Namespace);
        return core.Runs.FindCurrent(new WorkflowKey(owner.Id, call.Start.WorkflowId)) is { IsOpen: false } closed &&
            core.Updates.Standing(closed, call.UpdateId)?.Outcome is not null
            ? closed
            : null;
    }

    /// <summary>The run that was there has closed without a word on the update: as if it had not been there.</summary>
    private void TryAgain(Call call)
    {
        if (call.Ticket.IsDone)
        {
            return;
        }

        try
        {
            StartOrJoin(call);
        }
        catch (RpcError refusal)
        {
            core.Turn.Refuse(call.Ticket, refusal);
        }
    }

    private static RpcError AfterStart(RpcError update, bool isStarted) =>
        Refusal(update.Code, isStarted ? new Status() : Aborted(), Of(update));

    private static RpcError Refusal(RpcError? start, RpcError? update) =>
        Refusal(
            (start ?? update)!.Code,
            start is null ? Aborted() : Of(start),
            update is null ? Aborted() : Of(update));

    private static RpcError Refusal(GrpcStatusCode code, Status start, Status update) => new(
        code,
        "Update-with-Start could not be executed.",
        new MultiOperationExecutionFailure { Statuses = { start, update } });

    private static Status Of(RpcError error)
    {
        var status = new Status { Code = (int)error.Code, Message = error.Message };
        if (error.Detail is { } detail)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status;
    }

    private static Status Aborted() => new()
    {
        Code = (int)GrpcStatusCode.Aborted,
        Message = "Operation was aborted.",
        Details = { Any.Pack(new MultiOperationExecutionAborted()) },
    };

    private static void Guard(Action work, Func<RpcError, RpcError> wrap) => Guard(
        () =>
        {
            work();
            return true;
        },
        wrap);

    private static T Guard<T>(Func<T> work, Func<RpcError, RpcError> wrap)
    {
        try
        {
            return work();
        }
        catch (RpcError error)
        {
            throw wrap(error);
        }
    }

    private sealed record Call(
        StartWorkflowExecutionRequest Start,
        UpdateWorkflowExecutionRequest Update,
        string UpdateId,
        Ticket<ExecuteMultiOperationResponse> Ticket);
}
