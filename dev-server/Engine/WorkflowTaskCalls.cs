using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The answers of workflow workers.</summary>
internal sealed class WorkflowTaskCalls(EngineCore core)
{
    private readonly WorkflowTaskCompletion completion = new(core);

    public RespondWorkflowTaskCompletedResponse Complete(RespondWorkflowTaskCompletedRequest request) =>
        completion.Complete(request);

    public RespondWorkflowTaskFailedResponse Fail(RespondWorkflowTaskFailedRequest request)
    {
        var run = core.Runs.FindStartedTask(request.TaskToken.Span);
        core.WorkflowTasks.Fail(run, request.Cause, request.Failure, request.Identity);
        core.Transactions.Close(run);
        return new RespondWorkflowTaskFailedResponse();
    }
}
