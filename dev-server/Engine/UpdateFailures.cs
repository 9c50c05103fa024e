using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>How updates end without an answer of the workflow.</summary>
internal static class UpdateFailures
{
    /// <summary>The worker answered its task, but not this update.</summary>
    public static Outcome Unprocessed() => Failed(
        "UnprocessedUpdate",
        "Workflow Update is rejected because it wasn't processed by worker. " +
        "Probably, Workflow Update is not supported by the worker.");

    /// <summary>Accepted, and then the run ended.</summary>
    public static Outcome Overtaken() => Failed(
        "AcceptedUpdateCompletedWorkflow",
        "Workflow Update failed because the Workflow completed before the Update completed.");

    public static RpcError Unknown(string updateId) => RpcError.NotFound($"update \"{updateId}\" not found");

    public static RpcError AbortedByClose() => RpcError.NotFound("workflow update was aborted by closing workflow");

    public static RpcError KeepsFailing() => NotReady("Workflow Task in failed state");

    public static RpcError TaskRefused() => NotReady("unexpected workflow task failure");

    /// <summary>Clients try again: on the next run, or when the run has gone on after all.</summary>
    public static RpcError Closing() => Exhausted(
        ResourceExhaustedCause.BusyWorkflow, "workflow operation can not be applied because workflow is closing");

    public static RpcError TooManyInFlight() => Exhausted(
        ResourceExhaustedCause.ConcurrentLimit,
        $"limit on number of concurrent in-flight updates has been reached ({Limits.UpdatesInFlight})");

    public static RpcError TooManyInTotal() => RpcError.FailedPrecondition(
        $"limit on number of total updates has been reached ({Limits.UpdatesPerRun})");

    private static Outcome Failed(string type, string message) => new()
    {
        Failure = new Failure
        {
            Message = message,
            Source = Failures.ServerSource,
            ApplicationFailureInfo = new ApplicationFailureInfo { Type = type, NonRetryable = true },
        },
    };

    private static RpcError NotReady(string why) => RpcError.FailedPrecondition(
        $"Unable to perform workflow execution update due to {why}.", new WorkflowNotReadyFailure());

    private static RpcError Exhausted(ResourceExhaustedCause cause, string message) => new(
        GrpcStatusCode.ResourceExhausted,
        message,
        new ResourceExhaustedFailure { Cause = cause, Scope = ResourceExhaustedScope.Namespace });
}
